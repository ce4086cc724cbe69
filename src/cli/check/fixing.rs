//! Fixing queries: the new text, whether its tests still give the same rows, and where it goes.

use similar::TextDiff;

use super::sources::Source;
use super::surroundings::Surrounding;
use super::{Trouble, print};
use crate::cli::output_file::OutputFile;
use crate::diagnostic::fix::{self, Fixed, Level};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, codes};
use crate::library::{files, published, query};
use crate::session::portable;
use crate::source::Span;
use crate::testing;

/// A query with its fixes.
pub struct Changed {
    /// The new text, and what is left.
    pub fixed: Fixed,
    /// Why something is wrong with it.
    pub refusal: Option<String>,
    /// Whether it may take the place of the old one.
    pub kept: bool,
}

/// Fixes a query. Fixes that are to keep the meaning must give the same rows on the query's tests.
///
/// # Errors
/// When the tests cannot be read.
pub fn fix(
    source: &Source,
    around: &Surrounding,
    unsafe_too: bool,
    check: &dyn Fn(&str) -> Vec<Diagnostic>,
) -> Result<Changed, Trouble> {
    let old = source.text();
    // Official CQL reads the constructs of the dialect as errors without knowing what is meant; the dialect knows.
    let mut applied = Vec::new();
    let mut text = old.to_owned();
    if !around.settings.lenient {
        let rewritten = portable::rewrite(old, &around.settings, unsafe_too);
        applied = rewritten.applied;
        text = rewritten.text;
    }
    let mut fixed = fix::apply(&text, Level { unsafe_too, wanted: &|_| true }, check);
    applied.append(&mut fixed.applied);
    fixed.applied = applied;
    if fixed.text == old {
        return Ok(Changed { fixed, refusal: None, kept: true });
    }
    if !source.is_text() {
        let refusal = Some("not fixed: the file is not valid UTF-8; save it as UTF-8 first".to_owned());
        return Ok(Changed { fixed, refusal, kept: false });
    }
    let official = portable::refusals(&fixed.text, &around.settings).is_empty();
    let difference = testing::verify(old, &fixed.text, &source.tests()?, official).err();
    let refusal = difference.map(|difference| match unsafe_too {
        true => format!("the fixes change the rows, look at them: {difference}"),
        false => format!("not fixed, because the rows would differ {difference}"),
    });
    Ok(Changed { fixed, kept: unsafe_too || refusal.is_none(), refusal })
}

/// Puts the new text where the query came from; a query without a file goes to stdout.
///
/// # Errors
/// When it cannot be written; the file is as before then.
pub fn put(source: &Source, text: &str) -> Result<(), Trouble> {
    let Some(path) = &source.path else {
        return print(&if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") });
    };
    if text == source.text() {
        return Ok(());
    }
    let content = content(source, text).map_err(|problem| Trouble(format!("{}: {problem}", source.query.name)))?;
    let write = || {
        // A link stays a link.
        let file = OutputFile::create(&std::fs::canonicalize(path)?)?;
        std::io::Write::write_all(&mut file.writer()?, content.as_bytes())?;
        file.finish()
    };
    write().map_err(|error: std::io::Error| Trouble(format!("{}: {error}", path.display())))
}

/// The content of the query's file with the new text in it. A file may hold several queries, of which some have been
/// fixed since it was first read.
fn content(source: &Source, text: &str) -> Result<String, String> {
    let query = query::open(&source.query.name)?;
    let carrier = Diagnostic {
        fixes: vec![Fix {
            message: String::new(),
            edits: edits(&query.text, text),
            applicability: Applicability::Safe,
        }],
        ..Diagnostic::new(codes::DIALECT, Span::at(0), "")
    };
    let (placed, file) = query.placed(std::slice::from_ref(&carrier));
    let fixes = placed.iter().flat_map(|diagnostic| &diagnostic.fixes);
    let content = fix::apply_once(&file.text, fixes);
    let holds = match source.path.as_deref().is_some_and(files::is_yaml) {
        true => published::read(&content).is_ok_and(|found| found.iter().any(|query| query.text.text == text)),
        false => content == text,
    };
    let problem = "the fixed query cannot be written in this way of quoting; write the query as a block (|) first";
    if holds { Ok(content) } else { Err(problem.to_owned()) }
}

/// The changes from one text to another, line by line, each without what is equal at its ends.
fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let text = |lines: &[&str], range: std::ops::Range<usize>| lines.get(range).unwrap_or_default().concat();
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &old_lines, &new_lines);
    let changes = ops.iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    let edit = |op: &similar::DiffOp| {
        let start = text(&old_lines, 0..op.old_range().start).len();
        let (before, after) = (text(&old_lines, op.old_range()), text(&new_lines, op.new_range()));
        let equal = |pair: &(char, char)| pair.0 == pair.1;
        let length =
            |pairs: usize, letters: &mut dyn Iterator<Item = char>| letters.take(pairs).map(char::len_utf8).sum();
        let head: usize = length(before.chars().zip(after.chars()).take_while(equal).count(), &mut before.chars());
        let (before, after) = (before.get(head..).unwrap_or(""), after.get(head..).unwrap_or(""));
        let same = before.chars().rev().zip(after.chars().rev()).take_while(equal).count();
        let tail: usize = length(same, &mut before.chars().rev());
        Edit {
            span: Span::new(start + head, start + head + before.len() - tail),
            text: after.get(..after.len() - tail).unwrap_or("").to_owned(),
        }
    };
    changes.map(edit).collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// What changes, as a unified diff; empty when nothing does.
pub fn diff(source: &Source, new: &str) -> String {
    let name = &source.query.name;
    TextDiff::from_lines(source.text(), new).unified_diff().context_radius(3).header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_edits_lead_from_one_text_to_the_other(old in "[ab\u{e4}\n]{0,12}", new in "[ab\u{e4}\n]{0,12}") {
            let fix = Fix { message: String::new(), edits: edits(&old, &new), applicability: Applicability::Safe };
            prop_assert_eq!(fix::apply_once(&old, [&fix]), new);
        }
    }
}
