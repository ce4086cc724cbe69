//! `groupBy()` on identifiers of which there are very many, with its default limit.

use super::Context;
use super::survey::Use;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "group-limit" Info Correctness,
    what: "groupBy() on an identifier of processes or files keeps 20,000 groups unless it is told otherwise.",
    why: "A busy day has millions of processes. What is beyond the limit is left out, and the counts of what is kept are too low.",
    example: "groupBy(TargetProcessId)",
    instead: "groupBy(TargetProcessId, limit=max)",
}

/// Fields with about as many values as there are events.
const MANY: &[&str] = &[
    "@id",
    "@rawstring",
    "@timestamp",
    "CommandLine",
    "ContextProcessId",
    "ParentProcessId",
    "ProcessStartTime",
    "SHA256HashData",
    "TargetProcessId",
    "id",
];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("groupBy") && site.used == Use::Step) {
        if site.argument("limit").is_some() || site.call.arguments.is_empty() {
            continue;
        }
        let keys = site.texts("field").unwrap_or_default();
        let Some((key, span)) = keys.iter().find(|(key, _)| MANY.contains(&key.as_str())) else { continue };
        let end = Span::at(site.call.span.end().saturating_sub(1));
        findings.push(
            Diagnostic::new(
                CODE,
                *span,
                format!("{key} may have more values than the 20,000 groups that groupBy() keeps"),
            )
            .fix("allow a million groups", end, ", limit=max", Applicability::Unsafe),
        );
    }
}
