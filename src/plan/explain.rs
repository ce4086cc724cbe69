//! The plan as text: segments, stages, fields, literals that prefilter the input.

use std::fmt::Write;

use super::Plan;
use crate::exec::Pipeline;

/// What `offscale explain` prints.
pub fn explain(plan: &Plan) -> String {
    let mut text = String::new();
    for (number, subquery) in plan.subqueries.iter().enumerate() {
        let _ = writeln!(text, "subquery {} (runs before the query, over all events)", number + 1);
        write_pipeline(&mut text, &subquery.pipeline, "  ");
    }
    let _ = writeln!(text, "query");
    write_pipeline(&mut text, &plan.pipeline, "  ");
    let fields: Vec<&str> = plan
        .symbols
        .iter()
        .filter(|(symbol, _)| plan.symbols.is_named(*symbol))
        .map(|(_, name)| name.as_ref())
        .collect();
    let _ = writeln!(text, "fields: {}", if fields.is_empty() { "none".to_owned() } else { fields.join(", ") });
    if plan.request.required.is_empty() {
        let _ = writeln!(text, "prefilter: none, every line is decoded");
    } else {
        let sets: Vec<String> = plan
            .request
            .required
            .iter()
            .map(|set| set.literals.iter().map(|literal| format!("{literal:?}")).collect::<Vec<_>>().join(" or "))
            .collect();
        let _ = writeln!(text, "prefilter: only lines with {}", sets.join(" and "));
    }
    if let (start, end) = (plan.settings.start, plan.settings.end)
        && (start.is_some() || end.is_some())
    {
        let bound = |bound: Option<i64>| bound.map_or_else(|| "open".to_owned(), |millis| millis.to_string());
        let _ = writeln!(text, "interval: {} to {} (epoch milliseconds)", bound(start), bound(end));
    }
    text
}

fn write_pipeline(text: &mut String, pipeline: &Pipeline, indent: &str) {
    let mut pipeline = pipeline;
    let mut segment = "map   ";
    if pipeline.source.is_some() {
        let _ = writeln!(text, "{indent}source  events made by the query");
    }
    loop {
        for label in &pipeline.labels {
            let _ = writeln!(text, "{indent}{segment}  {}", one_line(&label.text));
        }
        let Some(reduction) = &pipeline.reduce else { break };
        // Only the first aggregate has partial states; a later one works on the rows that it left.
        let reduce = if segment == "finish" { segment } else { "reduce" };
        let _ = writeln!(text, "{indent}{reduce}  {}", one_line(&reduction.label.text));
        if let Some((limit, what)) = reduction.aggregate.keeps() {
            let _ = writeln!(text, "{indent}          keeps at most {limit} {what}");
        }
        pipeline = &reduction.finish;
        segment = "finish";
    }
}

/// A step's text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
