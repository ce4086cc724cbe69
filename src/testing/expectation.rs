//! What a case expects of the rows that its query gives, and how they fall short of it.

use super::Case;
use super::compare::{self, Change};
use super::runner::Fault;
use crate::event::Row;

/// The word for "there is a row".
pub const MATCH: &str = "match";
/// The word for "there is none".
pub const NO_MATCH: &str = "no-match";

/// Which expectation was not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `expect` with rows.
    Rows,
    /// `expect = "match"` or `"no-match"`.
    Match,
    /// `contains`.
    Contains,
    /// `count`.
    Count,
    /// `fields_have_values`, `fields_not_present`.
    Fields,
    /// `expect_error`.
    Error,
    /// The query was refused or failed although no error was expected.
    Refused,
    /// The case cannot be used: what it says cannot be read.
    Case,
    /// The case expects nothing at all.
    NoExpectation,
}

impl Kind {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Match => "match",
            Self::Contains => "contains",
            Self::Count => "count",
            Self::Fields => "fields",
            Self::Error => "error",
            Self::Refused => "refused",
            Self::Case => "case",
            Self::NoExpectation => "no-expectation",
        }
    }
}

/// How a case was not met.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Which expectation.
    pub kind: Kind,
    /// One sentence, or the message of an error.
    pub message: String,
    /// The rows side by side, where rows were expected or show what went wrong.
    pub changes: Vec<Change>,
}

impl Failure {
    /// A failure without rows.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), changes: Vec::new() }
    }

    fn showing(mut self, changes: Vec<Change>) -> Self {
        self.changes = changes;
        self
    }
}

/// Rows that are shown of a result that should have been another.
const SHOWN: usize = 5;

impl Case {
    /// Whether it expects anything.
    pub fn expects(&self) -> bool {
        self.expect.is_some()
            || self.contains.is_some()
            || self.count.is_some()
            || self.expect_error.is_some()
            || !self.fields_have_values.is_empty()
            || !self.fields_not_present.is_empty()
    }

    /// Whether it expects that the query finds something (`true`) or nothing (`false`); neither for an error.
    pub fn expects_match(&self) -> Option<bool> {
        if self.expect_error.is_some() || !self.expects() {
            return None;
        }
        if let Some(expect) = self.expect.as_deref().map(str::trim) {
            return Some(!(expect.is_empty() || expect == NO_MATCH));
        }
        Some(self.contains.is_some() || self.count.is_none_or(|count| count > 0))
    }

    /// The rows of `expect`, where it holds rows.
    ///
    /// # Errors
    /// When a line is not a JSON object.
    pub fn expected_rows(&self) -> Result<Option<Vec<Row>>, String> {
        match self.expect.as_deref() {
            None => Ok(None),
            Some(text) if matches!(text.trim(), MATCH | NO_MATCH) => Ok(None),
            Some(text) => compare::parse_rows(text).map(Some),
        }
    }

    /// The first expectation that the answer does not meet: its rows, or the message of the error.
    pub fn failure(&self, answer: &Result<Vec<Row>, Fault>) -> Option<Failure> {
        match (answer, &self.expect_error) {
            (Ok(rows), Some(words)) => {
                let message = format!("expected an error with {words:?}, found {} rows", rows.len());
                Some(Failure::new(Kind::Error, message).showing(extra(rows)))
            }
            (Err(fault), Some(words)) => {
                let message = fault.message();
                let lower = message.to_lowercase();
                let missing = words.split_whitespace().find(|word| !lower.contains(&word.to_lowercase()))?;
                Some(Failure::new(Kind::Error, format!("the error lacks the word {missing:?}:\n{message}")))
            }
            (Err(fault), None) => Some(Failure::new(Kind::Refused, fault.to_string())),
            (Ok(_), None) if !self.expects() => Some(Failure::new(
                Kind::NoExpectation,
                "the case expects neither rows nor an error; add expect, contains, count, fields_have_values, \
                 fields_not_present or expect_error",
            )),
            (Ok(rows), None) => self.shortfall(rows),
        }
    }

    fn shortfall(&self, rows: &[Row]) -> Option<Failure> {
        if let Some(expect) = &self.expect {
            let failure = match expect.trim() {
                MATCH if rows.is_empty() => {
                    Some(Failure::new(Kind::Match, "expected a match, but the query gives no row"))
                }
                NO_MATCH if !rows.is_empty() => {
                    let message = format!("expected no match, but the query gives {}", counted(rows.len()));
                    Some(Failure::new(Kind::Match, message).showing(extra(rows)))
                }
                MATCH | NO_MATCH => None,
                text => self.rows_differ(text, rows),
            };
            if failure.is_some() {
                return failure;
            }
        }
        if let Some(contains) = &self.contains {
            match compare::parse_rows(contains) {
                Err(message) => return Some(Failure::new(Kind::Case, format!("contains: {message}"))),
                Ok(expected) => {
                    if let Some(changes) = compare::missing_rows(self, &expected, rows) {
                        let message = format!("a row that should be there is not among the {}", counted(rows.len()));
                        return Some(Failure::new(Kind::Contains, message).showing(changes));
                    }
                }
            }
        }
        if let Some(count) = self.count
            && count != rows.len() as u64
        {
            let message = format!("expected {}, found {}", counted(count as usize), rows.len());
            return Some(Failure::new(Kind::Count, message).showing(extra(rows)));
        }
        self.fields_differ(rows)
    }

    fn rows_differ(&self, text: &str, rows: &[Row]) -> Option<Failure> {
        let expected = match compare::parse_rows(text) {
            Ok(expected) => expected,
            Err(message) => return Some(Failure::new(Kind::Case, format!("expect: {message}"))),
        };
        let changes = compare::difference(self, &expected, rows)?;
        let message = if expected.len() != rows.len() {
            format!("expected {}, found {}", counted(expected.len()), rows.len())
        } else if self.ordered
            && compare::difference(&Case { ordered: false, ..self.clone() }, &expected, rows).is_none()
        {
            "the rows are as expected, but in another order".to_owned()
        } else {
            "rows differ".to_owned()
        };
        Some(Failure::new(Kind::Rows, message).showing(changes))
    }

    fn fields_differ(&self, rows: &[Row]) -> Option<Failure> {
        if self.fields_have_values.is_empty() && self.fields_not_present.is_empty() {
            return None;
        }
        if rows.is_empty() {
            return Some(Failure::new(Kind::Fields, "fields of rows are expected, but the query gives no row"));
        }
        for (place, row) in rows.iter().enumerate() {
            for (name, value) in &self.fields_have_values {
                let found = row.get(name);
                if !found.is_some_and(|found| compare::same(self, value, found)) {
                    let found = found.map_or_else(|| "no such field".to_owned(), |found| format!("{found:?}"));
                    let message = format!("row {}: expected {name} = {value:?}, found {found}", place + 1);
                    return Some(Failure::new(Kind::Fields, message).showing(vec![Change::extra(place, row)]));
                }
            }
            for name in &self.fields_not_present {
                if let Some(found) = row.get(name) {
                    let message = format!("row {}: expected no field {name}, found {found:?}", place + 1);
                    return Some(Failure::new(Kind::Fields, message).showing(vec![Change::extra(place, row)]));
                }
            }
        }
        None
    }
}

fn counted(rows: usize) -> String {
    format!("{rows} {}", if rows == 1 { "row" } else { "rows" })
}

/// The first rows as rows that were not expected.
fn extra(rows: &[Row]) -> Vec<Change> {
    let mut changes: Vec<Change> =
        rows.iter().enumerate().take(SHOWN).map(|(place, row)| Change::extra(place, row)).collect();
    if rows.len() > SHOWN {
        changes.push(Change::More(rows.len() - SHOWN));
    }
    changes
}
