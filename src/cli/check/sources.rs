//! The queries that are checked, and what stands beside their files.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Trouble;
use crate::check::lints::File;
use crate::diagnostic::Diagnostic;
use crate::library::files;
use crate::library::query::{self, Query};
use crate::source::SourceFile;
use crate::testing::{Case, CaseFile};

/// A query to check.
pub struct Source {
    /// Its text and name.
    pub query: Query,
    /// Its file; none for `-q` and standard input.
    pub path: Option<PathBuf>,
}

/// The queries of the command line.
///
/// # Errors
/// When there is none, or one cannot be read.
pub fn gather(query: Option<&str>, paths: &[PathBuf]) -> Result<Vec<Source>, Trouble> {
    let mut sources = Vec::new();
    if let Some(text) = query {
        sources.push(Source { query: Query::new("<query>", text), path: None });
    }
    let (stdin, paths): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if !stdin.is_empty() {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        sources.push(Source { query: Query::new("<stdin>", String::from_utf8_lossy(&bytes)), path: None });
    }
    for query in query::gather(&paths)? {
        let path = Some(PathBuf::from(query.placed(&[]).1.name));
        sources.push(Source { query, path });
    }
    if sources.is_empty() {
        return Err(Trouble("no query: name query files or folders, or give the text with -q 'QUERY'".to_owned()));
    }
    Ok(sources)
}

impl Source {
    /// Its text.
    pub fn text(&self) -> &str {
        &self.query.text
    }

    /// The folder whose settings hold for it.
    pub fn folder(&self) -> PathBuf {
        let folder = self.path.as_deref().and_then(Path::parent);
        folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    }

    /// What lints may know of its file.
    pub fn facts(&self) -> Option<File> {
        let path = self.path.as_deref()?;
        let header = &self.query.header;
        Some(File {
            path: path.to_string_lossy().into_owned(),
            tested: files::test_of_query(path).is_file(),
            attack: (*header != Default::default()).then(|| header.attack.clone()),
        })
    }

    /// The findings about a text of the query, and the file in which they stand; while the text is that of the file.
    pub fn placed<'d>(&self, text: &str, diagnostics: &'d [Diagnostic]) -> (Cow<'d, [Diagnostic]>, SourceFile) {
        if text == self.query.text {
            return self.query.placed(diagnostics);
        }
        (Cow::Borrowed(diagnostics), SourceFile::new(&self.query.name, text))
    }

    /// Whether every byte of its file is in the text.
    pub fn is_text(&self) -> bool {
        self.path.as_deref().is_none_or(|path| std::fs::read_to_string(path).is_ok())
    }

    /// The tests beside its file that run this very query.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn tests(&self) -> Result<Vec<Case>, Trouble> {
        self.path.as_deref().map_or_else(|| Ok(Vec::new()), |path| tests_beside(path, &self.query.text))
    }
}

/// The tests of the query of that text, in the test file beside its own; none when there is no such file.
///
/// # Errors
/// When they cannot be read.
pub fn tests_beside(path: &Path, query: &str) -> Result<Vec<Case>, Trouble> {
    let file = files::test_of_query(path);
    if !file.is_file() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&file).map_err(|error| Trouble(format!("{}: {error}", file.display())))?;
    let cases = CaseFile::parse(&text).map_err(|error| Trouble(format!("{}:{error}", file.display())))?.cases;
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let own = cases.into_iter().filter(|case| case.query.is_empty() || case.query == query);
    Ok(own.map(|case| Case { folder: folder.clone(), ..case }).collect())
}
