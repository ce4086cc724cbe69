//! Whether two texts of a query give the same rows on its tests, which a rewrite must before it is kept.

use std::fmt;

use super::expectation::{Failure, Kind};
use super::{Case, Mode, compare, report, runner};

/// How two texts of a query differ on a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The test's name.
    pub case: String,
    /// What differs.
    pub message: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "on the events of test {}: {}", self.case, self.message)
    }
}

/// Runs both texts over the events of the tests: the old one as the tests say, the new one as official CQL when it is to
/// be `official`. The rows must be the same, whatever the tests expect.
///
/// # Errors
/// The first difference.
pub fn verify(old: &str, new: &str, tests: &[Case], official: bool) -> Result<(), Difference> {
    for case in tests {
        let before = Case { query: old.to_owned(), ..case.clone() };
        let dialect = if official { Some("logscale".to_owned()) } else { case.dialect.clone() };
        let after = Case { query: new.to_owned(), dialect, ..case.clone() };
        let message = match (runner::rows(&before, Mode::Serial), runner::rows(&after, Mode::Serial)) {
            (Ok(before), Ok(after)) => compare::difference(case, &before, &after).map(|changes| {
                let counts = format!("expected {} rows, found {}", before.len(), after.len());
                report::text::failure(&Failure { kind: Kind::Rows, message: counts, changes }, false)
            }),
            (Ok(_), Err(message)) => Some(format!("the new text fails: {message}")),
            // A query that did not run had no rows to keep.
            (Err(_), _) => None,
        };
        if let Some(message) = message {
            return Err(Difference { case: case.name.clone(), message });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(input: &str) -> Case {
        Case { name: "one".to_owned(), input: input.to_owned(), ordered: true, ..Case::default() }
    }

    #[test]
    fn the_same_rows_are_the_same_whatever_is_expected() {
        let tests = [case("{\"a\":\"1\"}\n{\"a\":\"2\"}")];
        assert_eq!(verify("where a = 1", "a = 1", &tests, true), Ok(()));
        assert_eq!(verify("where a = 1", "a = 1", &[], true), Ok(()));
    }

    #[test]
    fn the_first_difference_is_told_with_the_rows() {
        let tests = [case("{\"a\":\"1\"}"), case("{\"a\":\"2\"}")];
        let difference = verify("a = 1", "a = *", &tests, true).err().map(|difference| difference.to_string());
        let message = difference.unwrap_or_default();
        assert!(message.contains("test one: expected 0 rows, found 1"), "{message}");
    }

    #[test]
    fn a_text_that_is_refused_is_different() {
        let tests = [case("{\"a\":\"1\"}")];
        assert!(verify("a = 1", "where a = 1 |||", &tests, true).is_err());
        assert!(verify("x := if(a = 1, 1, 0)", "x := if(a = 1, 1, 0)", &tests, true).is_err());
        assert_eq!(verify("x := if(a = 1, 1, 0)", "x := if(a = 1, 1, 0)", &tests, false), Ok(()));
    }
}
