//! A value that was put in small letters, compared with capitals.

use super::Context;
use super::context::Case;
use super::shape::{self, Kind};
use crate::ast::{Expr, ExprKind, FilterKind, MatchOperator, Pattern};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "lowered-comparison" Warning Correctness,
    what: "A field that was put in small letters (or capitals) is compared with text in the other ones.",
    why: "The test can never hold.",
    example: "name := lower(FileName) | name = \"PsExec.exe\"",
    instead: "name := lower(FileName) | name = \"psexec.exe\"",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        let FilterKind::Match { field, operator, pattern: Pattern::Glob(text) } = &site.filter.kind else { continue };
        if *operator != MatchOperator::Like || !text.value.is_empty() {
            report(context, &field.text, &text.value, text.span, findings);
        }
    }
    for expr in &context.survey.expressions {
        let ExprKind::Compare { left, right, .. } = &expr.kind else { continue };
        for (field, text) in [(left, right), (right, left)] {
            if let (ExprKind::Word { text: field, .. }, Expr { kind: ExprKind::Text(text), span }) =
                (&field.kind, &**text)
            {
                report(context, field, text, *span, findings);
            }
        }
    }
    for site in context.survey.calls.iter().filter(|site| site.is("in") && site.text("ignoreCase").is_none()) {
        let field = site.text("field").unwrap_or_default();
        for (value, span) in site.texts("values").unwrap_or_default() {
            report(context, &field, &value, span, findings);
        }
    }
    for site in context.survey.regexes.iter().filter(|site| site.tests && !site.ignores_case()) {
        let Some(case) = site.field.as_deref().map(|field| context.origin(field).case) else { continue };
        let Some(shape) = site.shape.as_deref().filter(|_| case != Case::Same) else { continue };
        let mut wrong = None;
        shape::each(shape, &mut |piece| {
            if let Kind::Literal(letter, _) = piece.kind
                && other(case, letter)
                && !matches!(piece.counter.as_str(), "?" | "*")
            {
                wrong.get_or_insert(piece.range.clone());
            }
        });
        if let Some(range) = wrong {
            findings.push(
                finding(case, site.span_of(range, context.text)).help("write it in those letters, or give the flag i"),
            );
        }
    }
}

fn report(context: &Context<'_>, field: &str, text: &str, span: Span, findings: &mut Vec<Diagnostic>) {
    let case = context.origin(field).case;
    if !text.chars().any(|letter| other(case, letter)) {
        return;
    }
    let written = span.of(context.text);
    let fixed = if case == Case::Lower { written.to_lowercase() } else { written.to_uppercase() };
    findings.push(finding(case, span).fix("write it in those letters", span, fixed, Applicability::Unsafe));
}

fn finding(case: Case, span: Span) -> Diagnostic {
    let what = if case == Case::Lower { "small letters" } else { "capitals" };
    Diagnostic::new(CODE, span, format!("the field holds only {what}, so this never matches"))
}

/// Whether the letter is one that such a field never holds.
fn other(case: Case, letter: char) -> bool {
    match case {
        Case::Same => false,
        Case::Lower => letter.is_ascii_uppercase(),
        Case::Upper => letter.is_ascii_lowercase(),
    }
}
