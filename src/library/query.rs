//! Queries with what is known of them, out of files of any kind: plain text, or YAML with one or several.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::embedded::Embedded;
use super::files;
use super::header::Header;
use super::header_comment;
use super::published::{self, Kind, Published};
use super::shipped;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// A query.
#[derive(Clone, Debug)]
pub struct Query {
    /// How messages call it: its file, `FILE#NAME` in a file of several, or words in angle brackets.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What it is in LogScale.
    pub kind: Kind,
    /// What is known of it.
    pub header: Header,
    /// Why its header cannot be read.
    pub header_problem: Option<String>,
    /// Its name in a file of several.
    part: Option<String>,
    embedded: Option<Embedded>,
}

impl Query {
    /// A query that is a text of its own.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (header, header_problem) = match header_comment::read(&text) {
            Ok(header) => (header, None),
            Err(problem) => (Header::default(), Some(format!("the comment at its beginning: {problem}"))),
        };
        let name = name.into();
        Self { name, text, kind: Kind::Query, header, header_problem, part: None, embedded: None }
    }

    /// One that ships with the program.
    pub fn shipped(name: &str) -> Option<Self> {
        let shipped = shipped::QUERIES.iter().find(|shipped| shipped.name == name)?;
        let mut query = Self::new(format!("<{}>", shipped.name), shipped.query);
        query.beside(Header::parse(shipped.header));
        Some(query)
    }

    /// Its name in a file of several.
    pub fn part(&self) -> Option<&str> {
        self.part.as_deref()
    }

    /// Findings about the query, as findings about the file that a person opens, and that file.
    pub fn placed<'d>(&self, diagnostics: &'d [Diagnostic]) -> (Cow<'d, [Diagnostic]>, SourceFile) {
        match &self.embedded {
            None => (Cow::Borrowed(diagnostics), SourceFile::new(&self.name, &self.text)),
            Some(embedded) => {
                let placed = diagnostics.iter().cloned().map(|diagnostic| embedded.diagnostic(diagnostic));
                (Cow::Owned(placed.collect()), embedded.file().clone())
            }
        }
    }

    /// Takes the header file beside it, which has the last word.
    fn beside(&mut self, header: Result<Header, String>) {
        match header {
            Ok(header) => self.header = header.or(std::mem::take(&mut self.header)),
            Err(problem) => self.header_problem = Some(problem),
        }
    }
}

/// All queries of a file.
///
/// # Errors
/// When it cannot be read, or is YAML without a query.
pub fn read(path: &Path) -> Result<Vec<Query>, String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("{shown}: {error}"))?;
    let text = String::from_utf8_lossy(&bytes);
    let mut queries = if files::is_yaml(path) {
        from_yaml(&shown.to_string(), &text)?
    } else {
        vec![Query::new(shown.to_string(), text)]
    };
    if let [query] = queries.as_mut_slice()
        && let Some(header) = header_beside(path)
    {
        query.beside(header);
    }
    Ok(queries)
}

/// The header file of a query file; none when there is none.
fn header_beside(path: &Path) -> Option<Result<Header, String>> {
    let path = path.with_extension("toml");
    let text = std::fs::read_to_string(&path).ok()?;
    Some(Header::parse(&text).map_err(|problem| format!("{}: {problem}", path.display())))
}

fn from_yaml(file: &str, text: &str) -> Result<Vec<Query>, String> {
    let found = published::read(text)
        .map_err(|problem| format!("{file}:{}:{}: not YAML: {}", problem.line, problem.column, problem.message))?;
    let several = found.len() > 1;
    if found.is_empty() {
        return Err(format!("{file}: no query in it; looked for `cql:` (Query-Hub) and `queryString:` (LogScale)"));
    }
    let query = |(number, found): (usize, Published)| {
        let part = found.name.unwrap_or_else(|| (number + 1).to_string());
        Query {
            name: if several { format!("{file}#{part}") } else { file.to_owned() },
            embedded: Embedded::find(SourceFile::new(file, text), &found.text),
            text: found.text.text,
            kind: found.kind,
            header: found.header,
            header_problem: None,
            part: Some(part),
        }
    };
    Ok(found.into_iter().enumerate().map(query).collect())
}

/// The query that `FILE` or `FILE#NAME` names.
///
/// # Errors
/// When there is none, or several and no name.
pub fn open(name: &str) -> Result<Query, String> {
    let path = Path::new(name);
    if path.exists() {
        return only(name, read(path)?);
    }
    // File names may hold the sharp too.
    let mut splits = name.rmatch_indices('#').map(|(at, _)| (&name[..at], &name[at + 1..]));
    let Some((file, part)) = splits.find(|(file, _)| Path::new(file).is_file()) else {
        return Err(format!("{name}: no such file"));
    };
    let mut queries = read(Path::new(file))?;
    match queries.iter().position(|query| query.part() == Some(part)) {
        Some(at) => Ok(queries.swap_remove(at)),
        None => Err(format!("{file}: no query {part} in it; it holds {}", parts(&queries))),
    }
}

fn only(name: &str, mut queries: Vec<Query>) -> Result<Query, String> {
    match queries.len() {
        1 => Ok(queries.swap_remove(0)),
        number => Err(format!("{name} holds {number} queries; name one as {name}#NAME: {}", parts(&queries))),
    }
}

fn parts(queries: &[Query]) -> String {
    queries.iter().filter_map(Query::part).collect::<Vec<_>>().join(", ")
}

/// The queries of files, folders and `FILE#NAME`s, in order. In folders, only files that hold queries count.
///
/// # Errors
/// Names what is not there or cannot be read.
pub fn gather(paths: &[PathBuf]) -> Result<Vec<Query>, String> {
    let mut queries = Vec::new();
    for path in paths {
        if path.is_dir() {
            for file in files::find(std::slice::from_ref(path), files::holds_queries)? {
                queries.extend(read(&file)?);
            }
        } else if path.exists() {
            queries.extend(read(path)?);
        } else {
            queries.push(open(&path.to_string_lossy())?);
        }
    }
    Ok(queries)
}

/// The query that a test file stands beside: `NAME.test.toml` tests `NAME.logscale`, `NAME.yaml` and so on, and
/// `NAME#PART.test.toml` one query of a file of several. None when there is none.
pub fn of_test(path: &Path) -> Option<Result<Query, String>> {
    let stem = path.file_name()?.to_str()?.strip_suffix(files::TEST_ENDING)?;
    if let Some(file) = files::query_of_test(path).filter(|file| file.is_file()) {
        return Some(open(&file.to_string_lossy()));
    }
    let (stem, part) = stem.rsplit_once('#')?;
    let file = files::query_of_test(&path.with_file_name(format!("{stem}{}", files::TEST_ENDING)))?;
    file.is_file().then(|| open(&format!("{}#{part}", file.display())))
}

/// What is known of a query text: from its file, or because it ships with the program, or from its first comment.
pub fn header_of(text: &str, path: Option<&Path>) -> Header {
    let from_file = path.and_then(|path| open(&path.to_string_lossy()).ok()).filter(|query| query.text == text);
    let shipped = || {
        let shipped = shipped::QUERIES.iter().find(|known| known.query.trim() == text.trim())?;
        Query::shipped(shipped.name)
    };
    from_file.or_else(shipped).unwrap_or_else(|| Query::new("", text)).header
}
