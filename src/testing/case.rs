//! The case format: a TOML file of queries with input and expected rows.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::source::LineIndex;

/// A file of cases.
#[derive(Clone, Debug, Default)]
pub struct CaseFile {
    /// The cases in order, completed by what the file says before the first one.
    pub cases: Vec<Case>,
}

/// A file as it is written. What stands before the first case holds for every case that does not say otherwise.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    query: String,
    map: Option<String>,
    dialect: Option<String>,
    start: Option<i64>,
    end: Option<i64>,
    now: Option<i64>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    lookups: BTreeMap<String, String>,
    #[serde(default)]
    params: BTreeMap<String, Values>,
    #[serde(default)]
    saved: BTreeMap<String, String>,
    #[serde(default)]
    case: Vec<Spanned<Case>>,
}

/// One case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, unique in the file.
    pub name: String,
    /// The line of its file where it begins, from 1; 0 for one that stands in no file.
    #[serde(skip)]
    pub line: usize,
    /// The folder of its file, from which paths count.
    #[serde(skip)]
    pub folder: std::path::PathBuf,
    /// The page or finding that it comes from.
    #[serde(default)]
    pub source: String,
    /// `worked-example`, `documented-rule`, `inferred`.
    #[serde(default)]
    pub basis: String,
    /// A remark.
    #[serde(default)]
    pub note: String,
    /// The query; a test file that stands beside a query tests that one.
    #[serde(default)]
    pub query: String,
    /// Events, one JSON object a line; with `map`, the content of a file of any kind.
    #[serde(default)]
    pub input: String,
    /// Event files in place of `input`, as paths, folders or patterns relative to the test file.
    pub file: Option<Values>,
    /// How the input is read: `auto`, or the name of a mapping, as `--map` takes it. Without it, `input` is taken as it
    /// stands, and `file` as the command `run` takes it.
    pub map: Option<String>,
    /// Rows, one JSON object a line: all of them, with all of their fields. Or the word `match`: there is a row; or
    /// `no-match`: there is none.
    pub expect: Option<String>,
    /// Rows that are there, with at least the fields listed; there may be others.
    pub contains: Option<String>,
    /// How many rows there are.
    pub count: Option<u64>,
    /// Fields that every row has, with their values. There must be a row.
    #[serde(default)]
    pub fields_have_values: BTreeMap<String, String>,
    /// Fields that no row has. There must be a row.
    #[serde(default)]
    pub fields_not_present: Vec<String>,
    /// Words that the error holds, without regard to case.
    pub expect_error: Option<String>,
    /// Whether the order of the rows counts.
    #[serde(default = "yes")]
    pub ordered: bool,
    /// Lookup files by name, with their content.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// Lookup files by name, with their path relative to the test file.
    #[serde(default)]
    pub lookups: BTreeMap<String, String>,
    /// Values of parameters.
    #[serde(default)]
    pub params: BTreeMap<String, Values>,
    /// Saved queries by name.
    #[serde(default)]
    pub saved: BTreeMap<String, String>,
    /// `logscale` for official CQL only.
    pub dialect: Option<String>,
    /// Start of the interval, epoch milliseconds.
    pub start: Option<i64>,
    /// End of the interval, epoch milliseconds.
    pub end: Option<i64>,
    /// The clock, epoch milliseconds.
    pub now: Option<i64>,
    /// Allowed relative difference of numbers.
    pub tolerance: Option<f64>,
    /// Allowed absolute difference of numbers.
    pub abs_tolerance: Option<f64>,
}

/// One value or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Values {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Values {
    /// As a list.
    pub fn to_list(&self) -> Vec<String> {
        match self {
            Self::One(value) => vec![value.clone()],
            Self::Many(values) => values.clone(),
        }
    }
}

fn yes() -> bool {
    true
}

/// Why a test file cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFile {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl std::fmt::Display for BadFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for BadFile {}

impl CaseFile {
    /// Reads a file's text.
    ///
    /// # Errors
    /// When it is not TOML of this form, or two cases have the same name.
    pub fn parse(text: &str) -> Result<Self, BadFile> {
        let lines = LineIndex::new(text);
        let bad = |at: usize, message: String| {
            let position = lines.position(at);
            BadFile { line: position.line, column: position.column, message }
        };
        let written: Written = toml::from_str(text).map_err(|error| {
            let message = error.message().trim().replace('\n', "; ");
            bad(error.span().map_or(0, |span| span.start), message)
        })?;
        let mut cases: Vec<Case> = Vec::with_capacity(written.case.len());
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for spanned in &written.case {
            let at = spanned.span().start;
            let line = lines.position(at).line;
            let case = spanned.get_ref();
            if let Some(first) = names.insert(case.name.clone(), line) {
                return Err(bad(at, format!("the name {:?} is that of the case in line {first} too", case.name)));
            }
            if case.file.is_some() && !case.input.trim().is_empty() {
                let message = format!("case {:?} has both input and file; leave one of them out", case.name);
                return Err(bad(at, message));
            }
            let mut case = case.clone();
            case.line = line;
            written.complete(&mut case);
            cases.push(case);
        }
        Ok(Self { cases })
    }
}

impl Written {
    /// Gives a case what it does not say itself.
    fn complete(&self, case: &mut Case) {
        if case.query.is_empty() {
            case.query.clone_from(&self.query);
        }
        let word = |own: &mut Option<String>, all: &Option<String>| *own = own.take().or_else(|| all.clone());
        word(&mut case.map, &self.map);
        word(&mut case.dialect, &self.dialect);
        case.start = case.start.or(self.start);
        case.end = case.end.or(self.end);
        case.now = case.now.or(self.now);
        add_missing(&mut case.files, &self.files);
        add_missing(&mut case.lookups, &self.lookups);
        add_missing(&mut case.params, &self.params);
        add_missing(&mut case.saved, &self.saved);
    }
}

fn add_missing<V: Clone>(own: &mut BTreeMap<String, V>, all: &BTreeMap<String, V>) {
    for (name, value) in all {
        own.entry(name.clone()).or_insert_with(|| value.clone());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_the_file_says_holds_for_cases_that_are_silent() {
        let text = "query = 'a=1'\nnow = 5\nparams = {p = 'x', q = 'y'}\n\n[[case]]\nname = 'one'\nparams = {p = 'z'}\n\n\
                    [[case]]\nname = 'two'\nquery = 'b=2'\nnow = 6\n";
        let cases = CaseFile::parse(text).unwrap().cases;
        assert_eq!((cases[0].query.as_str(), cases[0].now, cases[0].line), ("a=1", Some(5), 5));
        assert_eq!(cases[0].params["p"].to_list(), ["z"]);
        assert_eq!(cases[0].params["q"].to_list(), ["y"]);
        assert_eq!((cases[1].query.as_str(), cases[1].now, cases[1].line), ("b=2", Some(6), 9));
    }

    #[test]
    fn mistakes_are_shown_where_they_stand() {
        let wrong = CaseFile::parse("[[case]]\nname = 'a'\nexpekt = ''\n").unwrap_err();
        assert_eq!((wrong.line, wrong.column), (3, 1), "{wrong}");
        assert!(wrong.message.contains("expekt"), "{wrong}");
        let twice = CaseFile::parse("[[case]]\nname = 'a'\n\n[[case]]\nname = 'a'\n").unwrap_err();
        assert_eq!(twice.to_string(), "4:1: the name \"a\" is that of the case in line 1 too");
        let both = CaseFile::parse("[[case]]\nname = 'a'\ninput = '{}'\nfile = 'x'\n").unwrap_err();
        assert_eq!(both.line, 1);
    }
}
