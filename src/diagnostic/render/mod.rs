//! Rendering of diagnostics: one file for each form, one table of them. Lengths stay bounded whatever the query holds.

mod excerpt;
mod github;
mod json;
mod junit;
mod marked;
mod sarif;
mod text;

pub use json::json;
pub use marked::marked;
pub use text::text;

use super::{Code, Diagnostic, Severity};
use crate::source::SourceFile;

/// A query with the findings about it.
#[derive(Clone, Copy)]
pub struct Checked<'c> {
    /// The query.
    pub source: &'c SourceFile,
    /// What was found.
    pub diagnostics: &'c [Diagnostic],
}

/// What a form may need besides the findings.
pub struct Settings<'s> {
    /// Whether the text may hold terminal escapes.
    pub color: bool,
    /// Explains a code in some sentences.
    pub explain: &'s dyn Fn(Code) -> String,
}

/// A form of findings.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// One line for the help.
    pub summary: &'static str,
    /// Writes the findings about all queries.
    pub write: fn(&[Checked<'_>], &Settings<'_>) -> String,
}

/// All forms; the first is the usual one.
pub static FORMATS: &[&Format] = &[&text::FORMAT, &json::FORMAT, &github::FORMAT, &sarif::FORMAT, &junit::FORMAT];

impl Format {
    /// The form of that name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }
}

/// The text with at most `most` characters, cut with dots.
fn shorten(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or("")).into(),
        None => text.into(),
    }
}

/// What a finding says, without the query: message, label, notes, helps, titles of fixes.
fn in_words(diagnostic: &Diagnostic) -> String {
    let label = Some(diagnostic.primary.text.as_str()).filter(|text| !text.is_empty());
    let mut words = diagnostic.message.clone();
    for line in label.into_iter().chain(diagnostic.notes.iter().map(String::as_str)) {
        words.push('\n');
        words.push_str(line);
    }
    for help in diagnostic.helps.iter().chain(diagnostic.fixes.iter().map(|fix| &fix.message)) {
        words.push_str("\nhelp: ");
        words.push_str(help);
    }
    shorten(&words, 4000).into_owned()
}

/// The word that GitHub and SARIF have for a severity: theirs differ in the mildest only.
fn level(severity: Severity, mildest: &'static str) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => mildest,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod testing {
    use super::*;
    use crate::diagnostic::{Applicability, codes};
    use crate::source::Span;

    /// A query with a finding, an umlaut and a character outside the basic plane before it.
    pub(super) fn source() -> SourceFile {
        SourceFile::new("rules/a b.logscale", "a = \"\u{1f600}\u{e4}\" | where x = 1\n| where y = 2")
    }

    pub(super) fn finding(source: &SourceFile) -> Diagnostic {
        let at = source.text.find("where").unwrap();
        let word = Span::new(at, at + 5);
        Diagnostic::new(codes::DIALECT, word, "LogScale has no `where`, 100%").label("a filter is a step").fix(
            "write the filter alone",
            Span::new(at, at + 11),
            "x = 1",
            Applicability::Safe,
        )
    }

    /// The findings in a form, with one query that has none.
    pub(super) fn rendered(name: &str, diagnostics: &[Diagnostic]) -> String {
        let (source, clean) = (source(), SourceFile::new("clean.logscale", "a = 1"));
        let checked = [Checked { source: &source, diagnostics }, Checked { source: &clean, diagnostics: &[] }];
        let settings = Settings { color: false, explain: &|code| format!("why {code}") };
        (Format::named(name).unwrap().write)(&checked, &settings)
    }
}
