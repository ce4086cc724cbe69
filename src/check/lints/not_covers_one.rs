//! `not a or b`, where only a is negated.

use super::Context;
use crate::ast::FilterKind;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "not-covers-one" Info Style,
    what: "not stands before the first of several alternatives and covers that one alone.",
    why: "not a or b reads as if neither may hold. It means (not a) or b, which passes nearly everything.",
    example: "not status=404 or status=500",
    instead: "(not status=404) or status=500",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        let FilterKind::Or(parts) = &site.filter.kind else { continue };
        let Some((first, rest)) = parts.split_first() else { continue };
        let written = first.span.of(context.text);
        let word = written.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("not"));
        let FilterKind::Not(inner) = &first.kind else { continue };
        if !word
            || matches!(inner.kind, FilterKind::Group(_))
            || rest.iter().any(|part| matches!(part.kind, FilterKind::Not(_)))
        {
            continue;
        }
        findings.push(
            Diagnostic::new(CODE, first.span, "not covers this alternative alone")
                .help("put all alternatives in parentheses if none may hold: not (a or b)")
                .fix("put it in parentheses", first.span, format!("({written})"), Applicability::Safe),
        );
    }
}
