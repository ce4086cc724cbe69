//! Comparison of result rows with expected ones: which belong together, and where they differ.

use super::Case;
use crate::event::Row;
use crate::value::{json, number};

/// Most pairs of rows that are weighed against each other to align them; beyond that rows are paired by their places.
const PAIRS: usize = 250_000;

/// What a missing or an extra row costs when rows are aligned. Two rows that differ cost less than two of these while they
/// have a quarter of their fields in common, and are then shown side by side.
const ALONE: f64 = 3.2;

/// A field that differs between two rows; `None` where a row lacks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name.
    pub name: String,
    /// The expected value.
    pub expected: Option<String>,
    /// The value that was found.
    pub found: Option<String>,
}

/// A step from the expected rows to those found. Rows count from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// So many rows that are as expected.
    Same(usize),
    /// A row that was found in another form.
    Differs {
        /// Its place among the expected rows.
        expected: usize,
        /// Its place among the rows found.
        found: usize,
        /// The fields that differ.
        fields: Vec<FieldChange>,
        /// How many fields do not.
        same: usize,
    },
    /// A row that is not there.
    Missing {
        /// Its place among the expected rows.
        expected: usize,
        /// The row as JSON.
        row: String,
    },
    /// A row that was not expected.
    Extra {
        /// Its place among the rows found.
        found: usize,
        /// The row as JSON.
        row: String,
    },
    /// So many further rows that are not listed.
    More(usize),
}

impl Change {
    /// A row that was not expected.
    pub fn extra(found: usize, row: &Row) -> Self {
        Self::Extra { found, row: show_row(row) }
    }

    fn missing(expected: usize, row: &Row) -> Self {
        Self::Missing { expected, row: show_row(row) }
    }
}

/// Reads expected rows, one JSON object a line.
///
/// # Errors
/// When a line is not a JSON object.
pub fn parse_rows(text: &str) -> Result<Vec<Row>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| parse_row(line).map_err(|error| format!("line {}: {error}", number + 1))).collect()
}

/// Reads a row from a JSON object.
///
/// # Errors
/// When it is none.
pub fn parse_row(line: &str) -> Result<Row, String> {
    let arena = bumpalo::Bump::new();
    let mut row = Row::new();
    let line = arena.alloc_str(line.trim());
    json::flatten(line, &arena, &mut |name, value| row.push(name.into(), value)).map_err(|error| error.to_string())?;
    Ok(row)
}

/// The steps from the expected rows to those found; none when all are as expected.
pub fn difference(case: &Case, expected: &[Row], found: &[Row]) -> Option<Vec<Change>> {
    let is_same = |left: usize, right: usize| match (expected.get(left), found.get(right)) {
        (Some(left), Some(right)) => equal(case, left, right),
        _ => false,
    };
    if case.ordered && expected.len() == found.len() && (0..expected.len()).all(|place| is_same(place, place)) {
        return None;
    }
    let pairs = if case.ordered { aligned(case, expected, found) } else { bagged(case, expected, found) };
    let mut changes: Vec<Change> = Vec::new();
    for pair in pairs {
        match pair {
            (Some(left), Some(right)) if is_same(left, right) => match changes.last_mut() {
                Some(Change::Same(count)) => *count += 1,
                _ => changes.push(Change::Same(1)),
            },
            (Some(left), Some(right)) => {
                if let (Some(wanted), Some(row)) = (expected.get(left), found.get(right)) {
                    let (fields, same) = field_changes(case, wanted, row);
                    changes.push(Change::Differs { expected: left, found: right, fields, same });
                }
            }
            (Some(left), None) => changes.extend(expected.get(left).map(|row| Change::missing(left, row))),
            (None, Some(right)) => changes.extend(found.get(right).map(|row| Change::extra(right, row))),
            (None, None) => {}
        }
    }
    changes.iter().any(|change| !matches!(change, Change::Same(_))).then_some(changes)
}

/// The expected rows that are not there with at least their fields, each beside the row that comes nearest.
pub fn missing_rows(case: &Case, expected: &[Row], found: &[Row]) -> Option<Vec<Change>> {
    let mut taken = vec![false; found.len()];
    let mut changes = Vec::new();
    for (place, row) in expected.iter().enumerate() {
        let mut free = found.iter().enumerate().filter(|(other, _)| taken.get(*other) == Some(&false));
        if let Some((other, _)) = free.find(|(_, other)| covers(case, row, other)) {
            if let Some(slot) = taken.get_mut(other) {
                *slot = true;
            }
            continue;
        }
        let nearest =
            found.iter().enumerate().max_by_key(|(other, found)| (shared(case, row, found), std::cmp::Reverse(*other)));
        match nearest.filter(|(_, found)| shared(case, row, found) > 0) {
            None => changes.push(Change::missing(place, row)),
            Some((other, found)) => {
                let (mut fields, same) = field_changes(case, row, found);
                fields.retain(|field| field.expected.is_some());
                changes.push(Change::Differs { expected: place, found: other, fields, same });
            }
        }
    }
    (!changes.is_empty()).then_some(changes)
}

type Pair = (Option<usize>, Option<usize>);

/// Rows paired in their order, with as little difference as can be (a shortest way through the table of pairs).
fn aligned(case: &Case, expected: &[Row], found: &[Row]) -> Vec<Pair> {
    let (height, width) = (expected.len(), found.len());
    if height.saturating_mul(width) > PAIRS {
        return (0..height.max(width))
            .map(|place| ((place < height).then_some(place), (place < width).then_some(place)))
            .collect();
    }
    if (height, width) == (1, 1) {
        return vec![(Some(0), Some(0))];
    }
    let cost = |left: usize, right: usize| match (expected.get(left), found.get(right)) {
        (Some(left), Some(right)) => distance(case, left, right),
        _ => f64::INFINITY,
    };
    let mut table = vec![vec![0.0_f64; width + 1]; height + 1];
    let at = |table: &Vec<Vec<f64>>, left: usize, right: usize| {
        table.get(left).and_then(|row| row.get(right)).copied().unwrap_or(f64::INFINITY)
    };
    for left in (0..=height).rev() {
        for right in (0..=width).rev() {
            let value = match (left < height, right < width) {
                (false, false) => 0.0,
                (true, false) => ALONE + at(&table, left + 1, right),
                (false, true) => ALONE + at(&table, left, right + 1),
                (true, true) => (cost(left, right) + at(&table, left + 1, right + 1))
                    .min(ALONE + at(&table, left + 1, right))
                    .min(ALONE + at(&table, left, right + 1)),
            };
            if let Some(slot) = table.get_mut(left).and_then(|row| row.get_mut(right)) {
                *slot = value;
            }
        }
    }
    let (mut left, mut right) = (0, 0);
    let mut pairs = Vec::new();
    while left < height || right < width {
        let here = at(&table, left, right);
        if left < height && right < width && cost(left, right) + at(&table, left + 1, right + 1) <= here {
            pairs.push((Some(left), Some(right)));
            left += 1;
            right += 1;
        } else if left < height && ALONE + at(&table, left + 1, right) <= here {
            pairs.push((Some(left), None));
            left += 1;
        } else {
            pairs.push((None, Some(right)));
            right += 1;
        }
    }
    pairs
}

/// Rows paired whatever their order: equal ones first, then those that have most in common.
fn bagged(case: &Case, expected: &[Row], found: &[Row]) -> Vec<Pair> {
    let mut left: Vec<usize> = (0..found.len()).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (place, row) in expected.iter().enumerate() {
        match left.iter().position(|other| found.get(*other).is_some_and(|found| equal(case, row, found))) {
            Some(other) => pairs.push((Some(place), Some(left.remove(other)))),
            None => open.push(place),
        }
    }
    for place in open {
        let Some(row) = expected.get(place) else { continue };
        let near = |other: &usize| found.get(*other).map_or(f64::INFINITY, |found| distance(case, row, found));
        let nearest = left.iter().enumerate().min_by(|(_, a), (_, b)| near(a).total_cmp(&near(b)));
        match nearest
            .filter(|(_, other)| near(other) < 2.0 * ALONE || (expected.len(), found.len()) == (1, 1))
            .map(|(at, _)| at)
        {
            Some(at) => pairs.push((Some(place), Some(left.remove(at)))),
            None => pairs.push((Some(place), None)),
        }
    }
    pairs.extend(left.into_iter().map(|other| (None, Some(other))));
    pairs
}

/// From 0 (equal) to 8 (nothing in common).
fn distance(case: &Case, expected: &Row, found: &Row) -> f64 {
    if equal(case, expected, found) {
        return 0.0;
    }
    let (changes, same) = field_changes(case, expected, found);
    1.0 + 7.0 * changes.len() as f64 / (changes.len() + same).max(1) as f64
}

/// How many of the expected fields a row has as expected.
fn shared(case: &Case, expected: &Row, found: &Row) -> usize {
    expected.iter().filter(|(name, value)| found.get(name).is_some_and(|other| same(case, value, other))).count()
}

fn field_changes(case: &Case, expected: &Row, found: &Row) -> (Vec<FieldChange>, usize) {
    let mut changes = Vec::new();
    let mut equal = 0;
    for (name, value) in expected.iter() {
        match found.get(name) {
            Some(other) if same(case, value, other) => equal += 1,
            other => changes.push(FieldChange {
                name: name.to_string(),
                expected: Some(value.to_owned()),
                found: other.map(str::to_owned),
            }),
        }
    }
    for (name, value) in found.iter().filter(|(name, _)| !is_metadata(name) && expected.get(name).is_none()) {
        changes.push(FieldChange { name: name.to_string(), expected: None, found: Some(value.to_owned()) });
    }
    (changes, equal)
}

/// A row as JSON.
pub fn show_row(row: &Row) -> String {
    let fields: Vec<String> = row.iter().map(|(name, value)| format!("{}:{}", quote(name), quote(value))).collect();
    format!("{{{}}}", fields.join(","))
}

/// A text as JSON writes it.
pub(super) fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Fields that do not count unless they are listed.
pub(super) fn is_metadata(name: &str) -> bool {
    name.starts_with('@') || name == "#repo" || name == "#type"
}

/// Exactly the listed fields, as text; metadata fields do not count unless they are listed.
pub(super) fn equal(case: &Case, expected: &Row, found: &Row) -> bool {
    covers(case, expected, found) && found.iter().all(|(name, _)| is_metadata(name) || expected.get(name).is_some())
}

/// At least the listed fields.
fn covers(case: &Case, expected: &Row, found: &Row) -> bool {
    expected.iter().all(|(name, value)| found.get(name).is_some_and(|other| same(case, value, other)))
}

/// Whether two values are the same, as far as the case tells numbers apart.
pub(super) fn same(case: &Case, expected: &str, found: &str) -> bool {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn changes(ordered: bool, expected: &str, found: &str) -> Option<Vec<Change>> {
        let case = Case { ordered, ..Case::default() };
        difference(&case, &parse_rows(expected).unwrap(), &parse_rows(found).unwrap())
    }

    #[test]
    fn a_missing_row_does_not_shift_those_after_it() {
        let expected = "{\"a\":\"1\"}\n{\"a\":\"2\"}\n{\"a\":\"3\"}";
        let changes = changes(true, expected, "{\"a\":\"1\"}\n{\"a\":\"3\"}").unwrap();
        assert_eq!(
            changes,
            [Change::Same(1), Change::Missing { expected: 1, row: "{\"a\":\"2\"}".into() }, Change::Same(1)]
        );
    }

    #[test]
    fn rows_with_much_in_common_are_compared_by_field() {
        let expected = "{\"a\":\"1\",\"b\":\"x\",\"c\":\"y\"}";
        for ordered in [true, false] {
            let changes = changes(ordered, expected, "{\"a\":\"1\",\"b\":\"z\",\"d\":\"w\",\"c\":\"y\"}").unwrap();
            let [Change::Differs { fields, same: 2, .. }] = changes.as_slice() else { panic!("{changes:?}") };
            assert_eq!(fields.len(), 2);
            assert_eq!(fields[1], FieldChange { name: "d".into(), expected: None, found: Some("w".into()) });
        }
    }

    #[test]
    fn order_counts_where_it_should() {
        let (expected, found) = ("{\"a\":\"1\"}\n{\"a\":\"2\"}", "{\"a\":\"2\"}\n{\"a\":\"1\"}");
        assert_eq!(changes(false, expected, found), None);
        assert!(changes(true, expected, found).is_some());
    }
}
