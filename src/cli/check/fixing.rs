//! Fixing queries: the new text, whether its tests still give the same rows, and where it goes.

use similar::TextDiff;

use super::sources::Source;
use super::surroundings::Surrounding;
use super::{Trouble, print};
use crate::cli::output_file::OutputFile;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::fix::{self, Fixed, Level};
use crate::session::portable;
use crate::source::SourceFile;
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
    let old = &source.file.text;
    // Official CQL reads the constructs of the dialect as errors without knowing what is meant; the dialect knows.
    let mut applied = Vec::new();
    let mut text = old.clone();
    if !around.settings.lenient {
        let rewritten = portable::rewrite(old, &around.settings, unsafe_too);
        applied = rewritten.applied;
        text = rewritten.text;
    }
    let mut fixed = fix::apply(&text, Level { unsafe_too, wanted: &|_| true }, check);
    applied.append(&mut fixed.applied);
    fixed.applied = applied;
    if fixed.text == *old {
        return Ok(Changed { fixed, refusal: None, kept: true });
    }
    if !source.is_text {
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
    if *text == source.file.text {
        return Ok(());
    }
    let write = || {
        // A link stays a link.
        let file = OutputFile::create(&std::fs::canonicalize(path)?)?;
        std::io::Write::write_all(&mut file.writer()?, text.as_bytes())?;
        file.finish()
    };
    write().map_err(|error: std::io::Error| Trouble(format!("{}: {error}", path.display())))
}

/// What changes, as a unified diff; empty when nothing does.
pub fn diff(file: &SourceFile, new: &str) -> String {
    let diff = TextDiff::from_lines(file.text.as_str(), new);
    diff.unified_diff().context_radius(3).header(&file.name, &file.name).to_string()
}
