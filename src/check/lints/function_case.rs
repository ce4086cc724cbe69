//! A function's name in other capitals than LogScale's.

use super::Context;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "function-case" Info Style,
    what: "A function's name is not written as LogScale writes it.",
    why: "Names match without regard to case, so it runs; but a search for the name in a library of queries misses it.",
    example: "groupby(host)",
    instead: "groupBy(host)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.calls {
        let Some(function) = site.function else { continue };
        let written = site.call.function_span.of(context.text);
        // Where the dialect was rewritten the text says something else.
        if written != function.name && written.eq_ignore_ascii_case(function.name) {
            findings.push(
                Diagnostic::new(CODE, site.call.function_span, format!("LogScale writes {}", function.name)).fix(
                    "write it so",
                    site.call.function_span,
                    function.name,
                    Applicability::Safe,
                ),
            );
        }
    }
}
