//! A bar with nothing behind it.

use super::Context;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "trailing-bar" Info Style,
    what: "The query ends with a bar.",
    why: "It does nothing, and leaves a reader wondering whether a step was lost.",
    example: "count() |",
    instead: "count()",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(last) = context.written.pipeline.steps.last() else { return };
    let rest = context.text.get(last.span.end()..).unwrap_or("");
    let start = last.span.end() + (rest.len() - rest.trim_start().len());
    if !rest.trim_start().starts_with('|') || context.has_comment(last.span.end(), start + 1) {
        return;
    }
    let cut = Span::new(last.span.end(), start + 1);
    findings.push(Diagnostic::new(CODE, Span::new(start, start + 1), "there is no step behind this bar").fix(
        "take the bar out",
        cut,
        "",
        Applicability::Safe,
    ));
}
