//! The queries that are checked, and what stands beside their files.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::Trouble;
use crate::check::lints::File;
use crate::library::files;
use crate::library::header::Header;
use crate::source::SourceFile;
use crate::testing::{Case, CaseFile};

/// A query to check.
pub struct Source {
    /// Its text and name.
    pub file: SourceFile,
    /// Its file; none for `-q` and standard input.
    pub path: Option<PathBuf>,
    /// Whether every byte of the file is in the text.
    pub is_text: bool,
}

/// The queries of the command line.
///
/// # Errors
/// When there is none, or one cannot be read.
pub fn gather(query: Option<&str>, paths: &[PathBuf]) -> Result<Vec<Source>, Trouble> {
    let mut sources = Vec::new();
    if let Some(text) = query {
        sources.push(Source::new("<query>", text.as_bytes().to_vec(), None));
    }
    let (stdin, paths): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if !stdin.is_empty() {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        sources.push(Source::new("<stdin>", bytes, None));
    }
    for path in files::find(&paths, files::is_query)? {
        let bytes = std::fs::read(&path).map_err(|error| Trouble(format!("query file {}: {error}", path.display())))?;
        sources.push(Source::new(&path.to_string_lossy(), bytes, Some(path.clone())));
    }
    if sources.is_empty() {
        return Err(Trouble("no query: name query files or folders, or give the text with -q 'QUERY'".to_owned()));
    }
    Ok(sources)
}

impl Source {
    fn new(name: &str, bytes: Vec<u8>, path: Option<PathBuf>) -> Self {
        let (text, is_text) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
        };
        Self { file: SourceFile::new(name, text), path, is_text }
    }

    /// The folder whose settings hold for it.
    pub fn folder(&self) -> PathBuf {
        let folder = self.path.as_deref().and_then(Path::parent);
        folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    }

    /// What lints may know of its file.
    pub fn facts(&self) -> Option<File> {
        let path = self.path.as_deref()?;
        let header = std::fs::read_to_string(path.with_extension("toml")).ok();
        Some(File {
            path: path.to_string_lossy().into_owned(),
            tested: tests_of(path).is_file(),
            attack: header.and_then(|text| Header::parse(&text).ok()).map(|header| header.attack),
        })
    }

    /// The tests beside its file that run this very query.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn tests(&self) -> Result<Vec<Case>, Trouble> {
        let Some(file) = self.path.as_deref().map(tests_of).filter(|file| file.is_file()) else {
            return Ok(Vec::new());
        };
        let text = std::fs::read_to_string(&file).map_err(|error| Trouble(format!("{}: {error}", file.display())))?;
        let cases = CaseFile::parse(&text).map_err(|error| Trouble(format!("{}: {error}", file.display())))?.cases;
        Ok(cases.into_iter().filter(|case| case.query.is_empty() || case.query == self.file.text).collect())
    }
}

fn tests_of(path: &Path) -> PathBuf {
    path.with_extension("test.toml")
}
