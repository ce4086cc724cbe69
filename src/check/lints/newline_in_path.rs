//! `"C:\new"`, whose `\n` is a line end.

use super::Context;
use crate::ast::{Expr, ExprKind, FilterKind, Pattern};
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::source::Span;

lint! {
    "newline-in-path" Warning Correctness,
    what: "A path in quotes holds \\n, which is a line end.",
    why: "In quotes \\n is one character, the end of a line, which no path has. The test never holds. A backslash is written twice.",
    example: "ImageFileName = \"*\\system32\\net.exe\"",
    instead: "ImageFileName = /\\\\system32\\\\net\\.exe$/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        let pattern = match &site.filter.kind {
            FilterKind::Match { pattern, .. } | FilterKind::FreeText(pattern) => pattern,
            _ => continue,
        };
        if let Pattern::Glob(text) = pattern
            && text.quoted
        {
            report(context, &text.value, text.span, findings);
        }
    }
    for expr in &context.survey.expressions {
        if let Expr { kind: ExprKind::Text(text), span } = expr {
            report(context, text, *span, findings);
        }
    }
}

fn report(context: &Context<'_>, value: &str, span: Span, findings: &mut Vec<Diagnostic>) {
    // A path has another backslash, or the ending of a file, behind it.
    let path = |rest: &str| {
        rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()) && (rest.contains('\\') || rest.contains('.'))
    };
    let suspicious = value.match_indices('\n').any(|(at, _)| {
        let before = value.get(..at).unwrap_or("");
        path(value.get(at + 1..).unwrap_or(""))
            && (before.contains('\\') || before.ends_with(':') || before.ends_with('*'))
    });
    if !suspicious || value.contains(' ') && !value.contains('\\') {
        return;
    }
    let written = span.of(context.text);
    let mut edits = Vec::new();
    let mut letters = written.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\'
            && let Some((_, 'n')) = letters.next()
        {
            edits.push(Edit { span: Span::at(span.start() + at), text: "\\".to_owned() });
        }
    }
    let Some(first) = edits.first() else { return };
    let place = Span::new(first.span.start(), first.span.start() + 2);
    let finding = Diagnostic::new(CODE, place, "this is the end of a line");
    findings.push(super::edit::with(finding, "write the backslash twice", edits, Applicability::Unsafe));
}
