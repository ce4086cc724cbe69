//! Stars around a search word.

use super::Context;
use crate::ast::print::{pattern_word, quote};
use crate::ast::{FilterKind, MatchOperator, Pattern};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "needless-star" Info Style,
    what: "Stars around a search word, or around the right side of like, change nothing.",
    why: "Both look for the text anywhere already. The stars make a reader think that without them the whole value would have to match.",
    example: "*mimikatz*",
    instead: "mimikatz",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        let text = match &site.filter.kind {
            FilterKind::FreeText(Pattern::Glob(text)) => text,
            FilterKind::Match { operator: MatchOperator::Like, pattern: Pattern::Glob(text), .. } => text,
            _ => continue,
        };
        let inner = text.value.trim_matches('*');
        if inner.is_empty() || inner.len() == text.value.len() {
            continue;
        }
        let fixed = if text.quoted { quote(inner) } else { pattern_word(inner) };
        // A name of a function is no search word without quotes.
        let fixed = if crate::functions::find(inner).is_some() { quote(inner) } else { fixed };
        findings.push(Diagnostic::new(CODE, text.span, "the text is looked for anywhere already").fix(
            "take the stars away",
            text.span,
            fixed,
            Applicability::Safe,
        ));
    }
}
