//! A test file on disk, with the query that it stands beside.

use std::path::{Path, PathBuf};

use super::{Case, CaseFile};

/// The query that a test file stands beside.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Its file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// A test file, read.
#[derive(Clone, Debug)]
pub struct TestFile {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// The query file beside it, where there is one.
    pub query: Option<PathBuf>,
    /// Its cases; each has a query.
    pub cases: Vec<Case>,
}

impl TestFile {
    /// Reads a test file. `incomplete`: whether cases may expect nothing (they are about to be completed).
    ///
    /// # Errors
    /// When it cannot be read or used; the message begins with the file and, where that is known, the line.
    pub fn read(path: &Path, beside: Option<Beside>, incomplete: bool) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut cases = CaseFile::parse(&text).map_err(|bad| format!("{}:{bad}", path.display()))?.cases;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        for case in &mut cases {
            let place = format!("{}:{}: case {:?}", path.display(), case.line, case.name);
            if !incomplete && !case.expects() {
                return Err(format!(
                    "{place} expects nothing; add expect (rows, \"match\" or \"no-match\"), contains, count, \
                     fields_have_values, fields_not_present or expect_error"
                ));
            }
            if case.query.is_empty() {
                let Some(Beside { text, .. }) = &beside else {
                    return Err(format!("{place} has no query, and there is none of that name beside the file"));
                };
                case.query.clone_from(text);
            }
            case.folder.clone_from(&folder);
        }
        Ok(Self { path: path.to_owned(), text, query: beside.map(|beside| beside.path), cases })
    }

    /// The files that its cases name, as far as they are no patterns.
    pub fn named_files(&self) -> Vec<PathBuf> {
        let events = self.cases.iter().filter_map(|case| case.file.as_ref().map(|files| (case, files.to_list())));
        let lookups = self.cases.iter().map(|case| (case, case.lookups.values().cloned().collect()));
        let both = events.chain(lookups);
        both.flat_map(|(case, paths)| paths.into_iter().map(|path| case.folder.join(path))).collect()
    }
}
