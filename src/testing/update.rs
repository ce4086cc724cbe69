//! Rewrites the expectations of a test file to what its queries give, and leaves everything else as it stands.

use toml_edit::{DocumentMut, Item, Table, Value};

use super::compare::{self, is_metadata};
use super::{Case, CaseFile};
use crate::event::Row;

/// What became of the cases of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// The new text; none when it is the old one.
    pub text: Option<String>,
    /// Names of the cases that were rewritten.
    pub changed: Vec<String>,
}

/// The text of a test file with its expectations made true. `answer` gives the rows of a case that failed. Rows and counts
/// are rewritten, and a case that expects nothing gets its rows. What says an intent, a word, `contains`, fields or an
/// error, stays: whether the query or the test is wrong is for its author to say.
///
/// # Errors
/// When the text cannot be read.
pub fn rewrite(text: &str, answer: &dyn Fn(&Case) -> Option<Vec<Row>>) -> Result<Updated, String> {
    let cases = CaseFile::parse(text).map_err(|bad| bad.to_string())?.cases;
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let mut updated = Updated::default();
    let Some(tables) = document.get_mut("case").and_then(Item::as_array_of_tables_mut) else { return Ok(updated) };
    for (case, table) in cases.iter().zip(tables.iter_mut()) {
        let Some(rows) = answer(case) else { continue };
        if rewrite_case(case, table, &rows) {
            updated.changed.push(case.name.clone());
        }
    }
    if !updated.changed.is_empty() {
        updated.text = Some(document.to_string());
    }
    Ok(updated)
}

fn rewrite_case(case: &Case, table: &mut Table, rows: &[Row]) -> bool {
    let mut changed = false;
    if let Ok(Some(expected)) = case.expected_rows()
        && compare::difference(case, &expected, rows).is_some()
    {
        set(table, "expect", rows_value(case, rows));
        changed = true;
    }
    if case.count.is_some_and(|count| count != rows.len() as u64) {
        set(table, "count", Value::from(i64::try_from(rows.len()).unwrap_or(i64::MAX)));
        changed = true;
    }
    if !case.expects() {
        table.insert("expect", Item::Value(rows_value(case, rows)));
        changed = true;
    }
    changed
}

/// Replaces a value and keeps what stands around it.
fn set(table: &mut Table, key: &str, mut value: Value) {
    let Some(old) = table.get_mut(key) else { return };
    if let Some(old) = old.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *old = Item::Value(value);
}

/// Rows as a text of several lines. A line whose row was found again stays as it was written.
fn rows_value(case: &Case, rows: &[Row]) -> Value {
    let old = case.expect.as_deref().unwrap_or("");
    let lines: Vec<(&str, Row)> = old
        .lines()
        .filter(|line| !line.trim().is_empty())
        .filter_map(|line| Some((line, compare::parse_row(line).ok()?)))
        .collect();
    let spaced = lines.first().is_none_or(|(line, _)| line.contains("\": ")) || case.expect.is_none();
    let mut text = String::from("\n");
    for row in rows {
        match lines.iter().find(|(_, known)| compare::equal(case, known, row)) {
            Some((line, _)) => text.push_str(line),
            None => {
                // Metadata stays where the old rows listed it.
                let listed = |name: &str| lines.iter().any(|(_, known)| known.get(name).is_some());
                text.push_str(&row_text(row, spaced, &|name| !is_metadata(name) || listed(name)));
            }
        }
        text.push('\n');
    }
    // Literal text shows JSON as it is; only three quotes in a row cannot stand in it, nor control characters.
    let literal = !text.contains("'''") && !text.chars().any(|letter| letter.is_control() && letter != '\n');
    let written = if literal { format!("'''{text}'''").parse::<Value>().ok() } else { None };
    written.unwrap_or_else(|| Value::from(text))
}

fn row_text(row: &Row, spaced: bool, shown: &dyn Fn(&str) -> bool) -> String {
    let (colon, comma) = if spaced { (": ", ", ") } else { (":", ",") };
    let fields: Vec<String> = row
        .iter()
        .filter(|(name, _)| shown(name))
        .map(|(name, value)| format!("{}{colon}{}", compare::quote(name), compare::quote(value)))
        .collect();
    format!("{{{}}}", fields.join(comma))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        compare::parse_rows(text).unwrap()
    }

    #[test]
    fn only_expectations_change() {
        let text = "# about this file\nquery = 'a=*'\n\n[[case]] # first\nname = \"one\"\ninput = '''\n{}\n'''\n\
                    expect = '''\n{\"a\": \"1\"}\n{\"a\":   \"2\"}\n''' # why\n\n# between\n[[case]]\nname = 'two'\ncount = 3 # rows\n";
        let found = rows("{\"a\":\"2\",\"@id\":\"x\"}\n{\"a\":\"3\",\"@id\":\"y\"}");
        let updated = rewrite(text, &|_| Some(found.clone())).unwrap();
        assert_eq!(updated.changed, ["one", "two"]);
        let expected = text.replace("{\"a\": \"1\"}\n{\"a\":   \"2\"}", "{\"a\":   \"2\"}\n{\"a\": \"3\"}");
        assert_eq!(updated.text.unwrap(), expected.replace("count = 3", "count = 2"));
    }

    #[test]
    fn intents_stay_and_what_is_missing_is_added() {
        let text = "[[case]]\nname = 'one'\nexpect = 'no-match'\n\n[[case]]\nname = 'two'\n\n[[case]]\nname = 'three'\ncount = 1\n";
        let updated = rewrite(text, &|case| (case.name != "three").then(|| rows("{\"a\":\"it's\"}"))).unwrap();
        assert_eq!(updated.changed, ["two"]);
        let new = updated.text.unwrap();
        assert_eq!(new, text.replace("'two'\n", "'two'\nexpect = '''\n{\"a\": \"it's\"}\n'''\n"));
        assert!(CaseFile::parse(&new).is_ok());
    }

    #[test]
    fn rows_that_no_literal_text_holds_are_escaped() {
        let text = "[[case]]\nname = 'one'\nexpect = ''\n";
        let found = rows("{\"a\":\"'''\"}");
        let new = rewrite(text, &|_| Some(found.clone())).unwrap().text.unwrap();
        assert_eq!(CaseFile::parse(&new).unwrap().cases[0].expected_rows().unwrap().unwrap(), found);
    }
}
