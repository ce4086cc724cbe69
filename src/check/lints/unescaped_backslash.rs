//! A Windows path in a regex with single backslashes.

use super::{Context, edit};
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::source::Span;

lint! {
    "unescaped-backslash" Warning Correctness,
    what: "A path in a regex has single backslashes, which are escapes.",
    why: "\\W is any character that belongs to no word, \\S one that is no blank, and \\U the letter U: /\\Windows\\System32/ finds no such path. A backslash is written twice.",
    example: "ImageFileName = /\\Windows\\System32/i",
    instead: "ImageFileName = /\\\\Windows\\\\System32/i",
}

/// Names of folders in which such paths usually lie.
const FOLDERS: &[&str] = &[
    "appdata",
    "desktop",
    "documents",
    "downloads",
    "drivers",
    "local",
    "microsoft",
    "program files",
    "programdata",
    "public",
    "roaming",
    "startup",
    "system32",
    "syswow64",
    "tasks",
    "temp",
    "users",
    "windows",
];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.regexes {
        let Some(literal) = site.literal.filter(|literal| literal.source.contains('\\')) else { continue };
        let lower = literal.source.to_ascii_lowercase();
        let mut places = Vec::new();
        let mut escaped = false;
        for (at, byte) in lower.bytes().enumerate() {
            if escaped {
                let rest = lower.get(at..).unwrap_or("");
                if FOLDERS.iter().any(|folder| rest.starts_with(folder)) {
                    places.push(at - 1);
                }
                escaped = false;
            } else {
                escaped = byte == b'\\';
            }
        }
        let spans: Vec<Span> = places.iter().filter_map(|at| site.exact(*at..at + 1, context.text)).collect();
        let Some(first) = spans.first() else { continue };
        let mut finding = Diagnostic::new(CODE, *first, "this backslash escapes the letter behind it");
        for span in spans.iter().skip(1) {
            finding = finding.also(*span, "");
        }
        let edits = spans.iter().map(|span| Edit { span: Span::at(span.start()), text: "\\".to_owned() }).collect();
        findings.push(edit::with(finding, "write it twice", edits, Applicability::Unsafe));
    }
}
