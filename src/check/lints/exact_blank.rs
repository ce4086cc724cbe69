//! One blank in a regex for a command line, where there may be several.

use std::ops::Range;

use super::shape;
use super::{Context, edit, falcon};
use crate::diagnostic::{Applicability, Diagnostic, Edit};

lint! {
    "exact-blank" Info Evasion,
    what: "A regex for a command line wants exactly one blank between two words.",
    why: "Programs do not mind several blanks, and the command line is recorded as it was typed: net  user with two blanks gets past a rule that wants one.",
    example: "CommandLine = /net user/i",
    instead: "CommandLine = /net\\s+user/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests && !site.negated) {
        let Some(field) = site.field.as_deref() else { continue };
        if !falcon::is_command(context.origin(field).field) {
            continue;
        }
        let Some(shape) = &site.shape else { continue };
        let mut found: Vec<Range<usize>> = Vec::new();
        shape::each(shape, &mut |piece| {
            if piece.literal() == Some(' ') {
                found.push(piece.range.clone());
            }
        });
        let Some(first) = found.first() else { continue };
        let mut finding = Diagnostic::new(CODE, site.span_of(first.clone(), context.text), "two blanks get past this");
        let spans: Option<Vec<_>> = found.iter().map(|range| site.exact(range.clone(), context.text)).collect();
        if let Some(spans) = spans {
            for span in spans.iter().skip(1) {
                finding = finding.also(*span, "");
            }
            let edits = spans.iter().map(|span| Edit { span: *span, text: "\\s+".to_owned() }).collect();
            finding = edit::with(finding, "take any number of blanks", edits, Applicability::Unsafe);
        }
        findings.push(finding);
    }
}
