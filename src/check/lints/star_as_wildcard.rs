//! `/powershell*/`, where the star belongs to the last letter.

use super::Context;
use super::shape::Kind;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "star-as-wildcard" Warning Correctness,
    what: "A regex ends with a letter and a star, as patterns do.",
    why: "In a regex the star repeats the letter before it: /powershell*/ finds powershel too. Nothing is needed for \"and so on\", since a regex is looked for anywhere.",
    example: "FileName = /powershell*/i",
    instead: "FileName = /powershell/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests) {
        let Some(shape) = &site.shape else { continue };
        for alternative in shape {
            let [before @ .., last] = alternative.pieces.as_slice() else { continue };
            let letter = matches!(last.kind, Kind::Literal(letter, false) if letter.is_alphanumeric());
            let word =
                before.iter().rev().take(3).filter(|piece| piece.literal().is_some_and(char::is_alphanumeric)).count();
            if !letter || last.counter != "*" || word < 3 {
                continue;
            }
            let star = last.range.end - 1..last.range.end;
            let mut finding = Diagnostic::new(
                CODE,
                site.span_of(star.clone(), context.text),
                "this star repeats the letter before it",
            );
            if let Some(span) = site.exact(star, context.text) {
                finding = finding.fix("take the star away", span, "", Applicability::Unsafe);
            }
            findings.push(finding);
        }
    }
}
