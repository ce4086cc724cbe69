//! Comparison of result rows with expected ones.

use super::Case;
use crate::event::Row;
use crate::value::{json, number};

/// Reads expected rows, one JSON object a line.
///
/// # Errors
/// When a line is not a JSON object.
pub fn parse_rows(text: &str) -> Result<Vec<Row>, String> {
    let arena = bumpalo::Bump::new();
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut row = Row::new();
        let line = arena.alloc_str(line.trim());
        json::flatten(line, &arena, &mut |name, value| row.push(name.into(), value))
            .map_err(|error| format!("expected rows, line {}: {error}", number + 1))?;
        rows.push(row);
    }
    Ok(rows)
}

/// The first difference, as text; none when the rows are as expected.
pub fn difference(case: &Case, expected: &[Row], found: &[Row]) -> Option<String> {
    let show = |rows: &[Row]| rows.iter().map(show_row).collect::<Vec<_>>().join("\n");
    let describe = |what: String| Some(format!("{what}\nexpected:\n{}\nfound:\n{}", show(expected), show(found)));
    if expected.len() != found.len() {
        return describe(format!("expected {} rows, found {}", expected.len(), found.len()));
    }
    if case.ordered {
        let wrong = expected.iter().zip(found).position(|(expected, found)| !equal(case, expected, found));
        return wrong.and_then(|place| describe(format!("row {} differs", place + 1)));
    }
    let mut left: Vec<&Row> = found.iter().collect();
    for (place, row) in expected.iter().enumerate() {
        match left.iter().position(|found| equal(case, row, found)) {
            Some(found) => {
                left.swap_remove(found);
            }
            None => return describe(format!("expected row {} is not there", place + 1)),
        }
    }
    None
}

/// A row as JSON.
pub fn show_row(row: &Row) -> String {
    let fields: Vec<String> = row.iter().map(|(name, value)| format!("{:?}:{:?}", name.as_ref(), value)).collect();
    format!("{{{}}}", fields.join(","))
}

/// Exactly the listed fields, as text; metadata fields do not count unless they are listed.
fn equal(case: &Case, expected: &Row, found: &Row) -> bool {
    let metadata = |name: &str| name.starts_with('@') || name == "#repo" || name == "#type";
    expected.iter().all(|(name, value)| found.get(name).is_some_and(|other| same(case, value, other)))
        && found.iter().all(|(name, _)| metadata(name) || expected.get(name).is_some())
}

fn same(case: &Case, expected: &str, found: &str) -> bool {
    if expected == found {
        return true;
    }
    if case.tolerance.is_none() && case.abs_tolerance.is_none() {
        return false;
    }
    let (Some(a), Some(b)) = (number::parse_f64(expected), number::parse_f64(found)) else { return false };
    let difference = (a - b).abs();
    difference <= case.abs_tolerance.unwrap_or(0.0) || difference <= case.tolerance.unwrap_or(0.0) * a.abs()
}
