//! `field = *` beside a test that already needs the field.

use super::Context;
use crate::ast::{Filter, FilterKind, MatchOperator, Pattern};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "redundant-exists" Info Style,
    what: "A field is asked to be there, and another test beside it needs the field anyway.",
    why: "It is one more test for every event, and one more for every reader.",
    example: "host = * host = web*",
    instead: "host = web*",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.filters.iter().filter(|site| !site.negated) {
        let FilterKind::And(parts) = &site.filter.kind else { continue };
        for (place, part) in parts.iter().enumerate() {
            let Some(field) = exists(part) else { continue };
            let Some(other) = parts.iter().find(|other| needs(other, field)) else { continue };
            let mut finding = Diagnostic::new(CODE, part.span, format!("{field} is asked for twice"))
                .also(other.span, "this test needs the field as well");
            // With its neighbour goes what joins them.
            let cut = match (parts.get(place + 1), place.checked_sub(1).and_then(|place| parts.get(place))) {
                (Some(next), _) => Some(Span::new(part.span.start(), next.span.start())),
                (None, Some(before)) => Some(Span::new(before.span.end(), part.span.end())),
                (None, None) => None,
            };
            if let Some(cut) = cut.filter(|cut| !context.has_comment(cut.start(), cut.end())) {
                finding = finding.fix("take the test out", cut, "", Applicability::Safe);
            }
            findings.push(finding);
        }
    }
}

/// The field that a test asks to be there, and nothing else.
fn exists(filter: &Filter) -> Option<&str> {
    match &filter.kind {
        FilterKind::Match { field, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) }
            if !text.value.is_empty() && text.value.bytes().all(|byte| byte == b'*') =>
        {
            Some(&field.text)
        }
        FilterKind::Exists { field, exists: true } => Some(&field.text),
        _ => None,
    }
}

/// Whether a test of a value needs the field to be there.
fn needs(filter: &Filter, name: &str) -> bool {
    match &filter.kind {
        FilterKind::Match { field, operator, .. } => {
            field.text == name && *operator != MatchOperator::NotEqual && exists(filter).is_none()
        }
        FilterKind::Compare { field, .. } => field.text == name,
        _ => false,
    }
}
