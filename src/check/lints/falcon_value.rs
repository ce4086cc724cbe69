//! A value that Falcon writes in another way.

use super::{Context, falcon};
use crate::ast::print::pattern_word;
use crate::ast::{FilterKind, MatchOperator, Pattern};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "falcon-value" Warning Correctness,
    what: "A Falcon field is compared with a value that Falcon writes differently.",
    why: "Comparison looks at capitals, and the sensor writes its words in one way only. The test passes nothing, or with != everything.",
    example: "event_platform = windows",
    instead: "event_platform = Win",
}

/// What people write for what Falcon writes.
const OTHER_WORDS: &[(&str, &str)] =
    &[("windows", "Win"), ("linux", "Lin"), ("macos", "Mac"), ("osx", "Mac"), ("macosx", "Mac")];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        if let FilterKind::Match { field, operator, pattern: Pattern::Glob(text) } = &site.filter.kind
            && *operator != MatchOperator::Like
        {
            report(&field.text, &text.value, text.span, findings);
        }
    }
    for site in context.survey.calls.iter().filter(|site| site.is("in") && site.text("ignoreCase").is_none()) {
        let field = site.text("field").unwrap_or_default();
        for (value, span) in site.texts("values").unwrap_or_default() {
            report(&field, &value, span, findings);
        }
    }
}

fn report(field: &str, value: &str, span: Span, findings: &mut Vec<Diagnostic>) {
    let Some((_, known)) = falcon::VALUES.iter().find(|(name, _)| *name == field) else { return };
    if known.contains(&value) {
        return;
    }
    let meant = known.iter().find(|own| own.eq_ignore_ascii_case(value)).copied().or_else(|| {
        let other = OTHER_WORDS.iter().find(|(word, _)| field == "event_platform" && word.eq_ignore_ascii_case(value));
        other.map(|(_, own)| *own)
    });
    if let Some(meant) = meant {
        findings.push(Diagnostic::new(CODE, span, format!("Falcon writes {meant}, not {value}")).fix(
            "write it as Falcon does",
            span,
            pattern_word(meant),
            Applicability::Unsafe,
        ));
    }
}
