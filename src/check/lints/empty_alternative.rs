//! A regex of which one alternative is empty matches everything.

use super::Context;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "empty-alternative" Warning Correctness,
    what: "A regex has an empty alternative, which matches every value.",
    why: "The other alternatives no longer matter: every event with the field passes. A bar at the end of a list is easily left behind.",
    example: "FileName = /psexec|paexec|/i",
    instead: "FileName = /psexec|paexec/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests) {
        let Some(shape) = &site.shape else { continue };
        if shape.len() < 2 {
            continue;
        }
        for (place, alternative) in shape.iter().enumerate().filter(|(_, alternative)| alternative.pieces.is_empty()) {
            let bar = match place {
                0 => alternative.range.end..alternative.range.end + 1,
                _ => alternative.range.start.saturating_sub(1)..alternative.range.end,
            };
            let mut finding = Diagnostic::new(
                CODE,
                site.span_of(bar.clone(), context.text),
                "an empty alternative matches every value",
            );
            if let Some(span) = site.exact(bar, context.text) {
                finding = finding.fix("take the bar out", span, "", Applicability::Unsafe);
            }
            findings.push(finding);
        }
    }
}
