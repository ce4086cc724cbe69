//! A `sort()` before an aggregate that does not look at the order.

use super::{Context, edit};
use crate::ast::StepKind;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "sort-before-aggregate" Warning Correctness,
    what: "sort() stands before an aggregate to which the order means nothing; its limit still cuts.",
    why: "The order is lost in the aggregate, and only the rows within the limit of sort(), 200 by default, are counted.",
    example: "sort(size) | groupBy(host)",
    instead: "groupBy(host, function=max(size)) | sort(_max, limit=20000)",
}

/// Aggregates that give the same whatever the order, as long as they have no inner ones.
const BLIND: &[&str] =
    &["avg", "count", "fieldset", "max", "min", "percentile", "range", "stdDev", "sum", "top", "groupBy"];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (pipeline, place, sort, next) in edit::neighbours(context) {
        let StepKind::Call { call, .. } = &sort.kind else { continue };
        let find = |call: &crate::ast::Call| context.survey.calls.iter().find(|site| std::ptr::eq(site.call, call));
        let Some(site) = find(call).filter(|site| site.is("sort")) else { continue };
        let StepKind::Call { call: aggregate, .. } = &next.kind else { continue };
        let Some(aggregate) = find(aggregate) else { continue };
        let blind = aggregate.function.is_some_and(|function| BLIND.contains(&function.name));
        let inner = aggregate.argument("function").is_some();
        if !blind || inner {
            continue;
        }
        let limit = site.text("limit").unwrap_or_else(|| "200".to_owned());
        let name = aggregate.function.map_or("", |function| function.name);
        // A chosen limit makes it a way to take the largest ones.
        if limit != "200" && limit != "max" {
            continue;
        }
        let finding = Diagnostic::new(CODE, sort.span, format!("{name}() does not look at the order"))
            .label(if limit == "max" { "nothing comes of the sorting" } else { "only 200 events go on from here" })
            .also(aggregate.call.function_span, "the order is lost here");
        findings.push(edit::remove_step(finding, context, pipeline, place, Applicability::Unsafe));
    }
}
