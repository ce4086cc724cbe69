//! `f = a or f = b or f = c`, which `in()` says in one.

use super::{Context, edit};
use crate::ast::{Filter, FilterKind, MatchOperator, Name, Pattern, Text};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "or-as-list" Info Style,
    what: "A field is compared with three or more values joined with or; in() lists them.",
    why: "A list names the field once, and one value more is one word more.",
    example: "user = root or user = admin or user = guest",
    instead: "in(field=user, values=[root, admin, guest])",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.filters.iter().filter(|site| site.step) {
        let FilterKind::Or(parts) = &site.filter.kind else { continue };
        let Some(tests) = parts.iter().map(equal).collect::<Option<Vec<_>>>() else { continue };
        let Some((field, _)) = tests.first() else { continue };
        if tests.len() < 3 || tests.iter().any(|(name, _)| name.text != field.text) {
            continue;
        }
        let finding =
            Diagnostic::new(CODE, site.filter.span, format!("{} is compared with {} values", field.text, tests.len()));
        let values: Vec<&str> = tests.iter().map(|(_, text)| text.span.of(context.text)).collect();
        let fixed = format!("in(field={}, values=[{}])", edit::field(&field.text), values.join(", "));
        let comment = context.has_comment(site.filter.span.start(), site.filter.span.end());
        findings.push(match comment {
            true => finding.help(fixed),
            false => finding.fix("list the values", site.filter.span, fixed, Applicability::Safe),
        });
    }
}

fn equal(filter: &Filter) -> Option<(&Name, &Text)> {
    match &filter.kind {
        FilterKind::Match { field, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) }
            // As an argument such a word is not one word.
            if text.quoted || text.value.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') =>
        {
            Some((field, text))
        }
        _ => None,
    }
}
