//! A negation of a negation.

use super::Context;
use crate::ast::{FilterKind, MatchOperator};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "double-negation" Info Style,
    what: "A negated test is negated again.",
    why: "It takes a reader several looks to see which events pass, those without the field above all.",
    example: "not status != 200",
    instead: "status = 200",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        let FilterKind::Not(inner) = &site.filter.kind else { continue };
        let mut inside = inner;
        while let FilterKind::Group(next) = &inside.kind {
            inside = next;
        }
        let text = match &inside.kind {
            FilterKind::Not(kept) => kept.span.of(context.text).to_owned(),
            FilterKind::Match { field, operator: MatchOperator::NotEqual, pattern } => {
                format!("{} = {}", field.span.of(context.text), pattern.span().of(context.text))
            }
            _ => continue,
        };
        findings.push(Diagnostic::new(CODE, site.filter.span, "two negations cancel each other").fix(
            "say it without them",
            site.filter.span,
            text,
            Applicability::Unsafe,
        ));
    }
}
