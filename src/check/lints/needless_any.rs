//! `.*` at the ends of a regex.

use super::Context;
use super::shape;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "needless-any" Info Performance,
    what: "A regex begins or ends with .*, which changes nothing.",
    why: "A regex is looked for anywhere in the value already. With .* at the start the engine runs to the end of every value and back, and cannot search for a word first.",
    example: "CommandLine = /.*mimikatz.*/i",
    instead: "CommandLine = /mimikatz/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests) {
        // A group would catch something else.
        if site.source.contains("(?<") || site.source.contains("(?P<") || site.flags.contains('g') {
            continue;
        }
        let Some(shape) = &site.shape else { continue };
        let [only] = shape.as_slice() else { continue };
        let first = only.pieces.first().filter(|piece| piece.is_anything());
        let last = only.pieces.last().filter(|piece| piece.is_anything());
        if only.pieces.len() < 2 || only.pieces.iter().all(shape::Piece::is_anything) {
            continue;
        }
        let ends = [first, last];
        for piece in ends.into_iter().flatten() {
            let mut finding =
                Diagnostic::new(CODE, site.span_of(piece.range.clone(), context.text), "this .* changes nothing");
            if let Some(span) = site.exact(piece.range.clone(), context.text) {
                finding = finding.fix("take it out", span, "", Applicability::Safe);
            }
            findings.push(finding);
        }
    }
}
