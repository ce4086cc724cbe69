//! A chart over time of rows that have no time any more.

use super::Context;
use crate::ast::StepKind;
use crate::check::flow::Fields;
use crate::diagnostic::Diagnostic;

lint! {
    "time-dropped" Warning Correctness,
    what: "timeChart() or bucket() stands behind a step that does not keep @timestamp.",
    why: "Both sort events into spans of time by @timestamp. Rows without it are in no span, and the chart is empty.",
    example: "groupBy(host) | timeChart()",
    instead: "timeChart(host)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for step in context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps) {
        let StepKind::Call { call, .. } = &step.step.kind else { continue };
        let function = crate::functions::find(&call.function).map_or("", |function| function.name);
        let Fields::Closed(closed) = &step.before else { continue };
        if matches!(function, "timeChart" | "bucket") && !step.before.may_have("@timestamp") {
            findings.push(
                Diagnostic::new(CODE, call.span, format!("{function}() needs @timestamp, which no row has here"))
                    .also(closed.by, "this step does not keep it"),
            );
        }
    }
}
