//! `/^a|b$/`, where each anchor belongs to one alternative.

use super::Context;
use super::shape::Kind;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "anchor-covers-one" Warning Correctness,
    what: "An anchor at the end of a regex with alternatives belongs to one of them alone.",
    why: "/^cmd|powershell$/ finds values that begin with cmd, and values that end with powershell: the bar divides the whole regex, anchors included.",
    example: "name = /^cmd|powershell$/",
    instead: "name = /^(?:cmd|powershell)$/",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests) {
        let Some(shape) = &site.shape else { continue };
        let (Some(first), Some(last)) = (shape.first(), shape.last()) else { continue };
        let starts =
            shape.iter().filter(|own| own.pieces.first().is_some_and(|piece| piece.kind == Kind::Start)).count();
        let ends = shape.iter().filter(|own| own.pieces.last().is_some_and(|piece| piece.kind == Kind::End)).count();
        let start = first.pieces.first().filter(|piece| piece.kind == Kind::Start && starts == 1);
        let end = last.pieces.last().filter(|piece| piece.kind == Kind::End && ends == 1);
        // One anchor alone may be meant for its alternative; both, one at each end, are not.
        let (Some(start), Some(end)) = (start, end) else { continue };
        if shape.len() < 2 {
            continue;
        }
        let mut finding = Diagnostic::new(
            CODE,
            site.span_of(start.range.clone(), context.text),
            "each anchor belongs to one alternative",
        );
        if let Some(span) = site.exact(end.range.clone(), context.text) {
            finding = finding.also(span, "this one to the last");
        }
        if let Some(span) = site.exact(start.range.end..end.range.start, context.text) {
            let fixed = format!("(?:{})", span.of(context.text));
            finding = finding.fix("put the alternatives in a group", span, fixed, Applicability::Unsafe);
        }
        findings.push(finding);
    }
}
