//! `f != a or f != b`, which every value passes.

use super::Context;
use crate::ast::{Filter, FilterKind, MatchOperator, Name, Pattern, Text};
use crate::diagnostic::Diagnostic;

lint! {
    "always-true-or" Warning Correctness,
    what: "A field must differ from one value or from another, which it always does.",
    why: "Whatever the value is, it differs from one of the two. What was meant to be excluded stays in the result.",
    example: "user != root or user != admin",
    instead: "!in(field=user, values=[root, admin])",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        let FilterKind::Or(parts) = &site.filter.kind else { continue };
        let tests: Vec<(&Filter, &Name, &Text)> = parts.iter().filter_map(different).collect();
        for (place, (filter, field, text)) in tests.iter().enumerate() {
            let before = tests.get(..place).unwrap_or(&[]);
            let other = before.iter().find(|(_, name, own)| name.text == field.text && own.value != text.value);
            if let Some((first, ..)) = other {
                findings.push(
                    Diagnostic::new(CODE, filter.span, format!("every value of {} passes", field.text))
                        .label("or this")
                        .also(first.span, "it differs from this value")
                        .help("join the tests with and, or list the values with !in()"),
                );
                break;
            }
        }
    }
}

fn different(filter: &Filter) -> Option<(&Filter, &Name, &Text)> {
    match &filter.kind {
        FilterKind::Group(inner) => different(inner),
        FilterKind::Match { field, operator: MatchOperator::NotEqual, pattern: Pattern::Glob(text) }
            if !text.value.contains('*') =>
        {
            Some((filter, field, text))
        }
        FilterKind::Not(inner) => match &inner.kind {
            FilterKind::Match { field, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) }
                if !text.value.contains('*') =>
            {
                Some((filter, field, text))
            }
            _ => None,
        },
        _ => None,
    }
}
