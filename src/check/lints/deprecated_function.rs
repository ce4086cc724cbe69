//! Functions that the reference calls deprecated.

use super::Context;
use crate::diagnostic::Diagnostic;

lint! {
    "deprecated-function" Warning Portability,
    what: "The reference calls the function deprecated.",
    why: "LogScale may drop it with any version, and the saved query stops running.",
    example: "rdns(ip)",
    instead: "sort(ip) | reverseDns(ip)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.calls {
        let Some(function) = site.function else { continue };
        if let Some(instead) = function.deprecated {
            findings.push(
                Diagnostic::new(CODE, site.call.function_span, format!("{}() is deprecated", function.name))
                    .help(instead),
            );
        }
    }
}
