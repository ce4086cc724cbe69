//! What to draw: decided from the rows alone, before anything is measured in columns of the terminal.

use std::collections::HashSet;

use super::super::Results;
use super::super::columns::Columns;
use super::series::{self, TimeChart};
use super::text::counted;
use crate::value::number;

/// The field that holds the start of a bucket of time, in epoch milliseconds.
pub const BUCKET: &str = "_bucket";
/// The field that counts events, the most telling of several numbers.
const COUNT: &str = "_count";
/// More bars than this are no picture but a list.
const MOST_BARS: usize = 50;

/// A picture, as yet without a size.
#[derive(Debug, PartialEq)]
pub enum Model {
    /// There is none, for this reason.
    Nothing(String),
    /// Values side by side.
    Bars(Bars),
    /// Values over time.
    Time(TimeChart),
}

/// Values side by side, in the order of their rows.
#[derive(Debug, PartialEq)]
pub struct Bars {
    /// What is drawn.
    pub heading: String,
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// What is not drawn, and why.
    pub notes: Vec<String>,
}

/// One value with its name.
#[derive(Debug, PartialEq)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its size; `None` where the row has no value.
    pub value: Option<f64>,
    /// The value as the data writes it.
    pub text: String,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Nothing,
    Words,
    Numbers,
}

/// Which columns name things, and which hold what is drawn.
#[derive(Debug)]
pub(super) struct Roles {
    /// Columns whose values name a bar or a series.
    pub labels: Vec<usize>,
    /// Columns of numbers to draw.
    pub values: Vec<usize>,
}

impl Model {
    /// The picture for those results, with as many lines as can be told apart.
    pub fn of(results: &Results<'_>, separator: &str) -> Self {
        Self::with_series(results, separator, series::MOST_SERIES)
    }

    /// The picture for those results; over time at most that many series are drawn each for itself.
    pub fn with_series(results: &Results<'_>, separator: &str, most: usize) -> Self {
        let columns = Columns::of(results);
        if results.rows.is_empty() {
            return Self::Nothing("nothing to draw: no rows".to_owned());
        }
        let contents = contents(results, &columns);
        let bucket = columns.place(BUCKET).filter(|place| contents.get(*place) == Some(&Content::Numbers));
        let numbers = contents.iter().enumerate();
        let numbers = numbers.filter(|(place, content)| **content == Content::Numbers && Some(*place) != bucket);
        let numbers: Vec<usize> = numbers.map(|(place, _)| place).collect();
        if numbers.is_empty() {
            let names: Vec<&str> = columns.names().iter().map(AsRef::as_ref).filter(|name| *name != BUCKET).collect();
            let names = if names.is_empty() { "the rows".to_owned() } else { names.join(", ") };
            return Self::Nothing(format!("nothing to draw: no column of numbers in {names}"));
        }
        let words = contents.iter().enumerate().filter(|(_, content)| **content == Content::Words);
        let mut words: Vec<usize> = words.map(|(place, _)| place).collect();
        match bucket {
            Some(bucket) => {
                // Fields of a group stand before what is computed for it; words behind are a result themselves.
                words.retain(|word| numbers.last().is_some_and(|last| word < last));
                let roles = roles(results, &columns, Some(bucket), words, numbers);
                Self::Time(series::time_chart(results, &columns, bucket, &roles, separator, most))
            }
            None if words.is_empty() && results.rows.len() == 1 => Self::Bars(one_row(results, &columns)),
            None => {
                let roles = roles(results, &columns, None, words, numbers);
                Self::Bars(bars(results, &columns, &roles, separator))
            }
        }
    }
}

fn contents(results: &Results<'_>, columns: &Columns) -> Vec<Content> {
    let mut counts = vec![(0usize, 0usize); columns.len()];
    let mut cells = Vec::new();
    for row in results.rows {
        columns.cells(row, &mut cells);
        for ((numbers, words), cell) in counts.iter_mut().zip(&cells) {
            match cell.filter(|cell| !cell.is_empty()) {
                Some(cell) if number::parse(cell).is_some() => *numbers += 1,
                Some(_) => *words += 1,
                None => {}
            }
        }
    }
    let content = |(numbers, words)| match (numbers, words) {
        (0, 0) => Content::Nothing,
        // A few words (`unknown`, `NaN`) do not spoil a column of numbers.
        _ if numbers > words => Content::Numbers,
        _ => Content::Words,
    };
    counts.into_iter().map(content).collect()
}

/// Makes labels of the leading columns of numbers (ports, status codes) where the words do not tell the rows apart.
fn roles(
    results: &Results<'_>,
    columns: &Columns,
    bucket: Option<usize>,
    words: Vec<usize>,
    numbers: Vec<usize>,
) -> Roles {
    let name = |place: &usize| columns.names().get(*place).map_or("", AsRef::as_ref);
    // What functions compute has names with an underscore, unless the query says otherwise; and it comes last.
    let (mut order, computed): (Vec<_>, Vec<_>) = numbers.iter().partition(|place| !name(place).starts_with('_'));
    order.extend(computed.into_iter().filter(|place| name(place) != COUNT));
    let mut roles = Roles { labels: words, values: numbers };
    let mut order = order.into_iter();
    let mut next = |roles: &mut Roles| {
        let place = order.next().filter(|_| roles.values.len() > 1)?;
        roles.values.retain(|other| *other != place);
        roles.labels.push(place);
        roles.labels.sort_unstable();
        Some(())
    };
    if roles.labels.is_empty() && bucket.is_none() {
        let _ = next(&mut roles);
    }
    let (labels, values) = (roles.labels.clone(), roles.values.clone());
    while !is_unique(results, columns, bucket, &roles.labels) {
        if next(&mut roles).is_none() {
            // Nothing tells them apart, so the columns keep the part they had.
            return Roles { labels, values };
        }
    }
    roles
}

fn is_unique(results: &Results<'_>, columns: &Columns, bucket: Option<usize>, labels: &[usize]) -> bool {
    let mut seen = HashSet::with_capacity(results.rows.len());
    let mut cells = Vec::new();
    results.rows.iter().all(|row| {
        columns.cells(row, &mut cells);
        let key = bucket.iter().chain(labels).map(|place| cells.get(*place).copied().flatten());
        seen.insert(key.collect::<Vec<_>>())
    })
}

/// The name that the label columns give to a row.
pub(super) fn label(cells: &[Option<&str>], labels: &[usize], separator: &str) -> String {
    let words = labels.iter().map(|place| cells.get(*place).copied().flatten().unwrap_or(""));
    let words: Vec<&str> = words.map(|word| if word.is_empty() { "(empty)" } else { word }).collect();
    words.join(separator)
}

/// The names of columns as a list.
pub(super) fn names(columns: &Columns, places: &[usize]) -> String {
    let names = places.iter().filter_map(|place| columns.names().get(*place));
    names.map(AsRef::as_ref).collect::<Vec<&str>>().join(", ")
}

/// The remark about values that are no numbers, if there are any.
pub(super) fn skipped_note(skipped: usize) -> Option<String> {
    let verb = if skipped == 1 { "is no number and is" } else { "are no numbers and are" };
    (skipped > 0).then(|| format!("{} {verb} not drawn", counted(skipped, "value", "values")))
}

/// One row without words, as `stats()` or `percentile()` give it: its columns are the bars.
fn one_row(results: &Results<'_>, columns: &Columns) -> Bars {
    let mut cells = Vec::new();
    for row in results.rows {
        columns.cells(row, &mut cells);
    }
    let bar = |(name, cell): (&crate::symbol::FieldName, &Option<&str>)| {
        let value = cell.and_then(number::parse_f64);
        Bar { label: name.to_string(), value, text: cell.unwrap_or("").to_owned() }
    };
    let bars = columns.names().iter().zip(&cells).map(bar).collect();
    Bars { heading: "the values of one row".to_owned(), bars, notes: Vec::new() }
}

fn bars(results: &Results<'_>, columns: &Columns, roles: &Roles, separator: &str) -> Bars {
    let count = columns.place(COUNT).filter(|place| roles.values.contains(place));
    let Some(value) = count.or_else(|| roles.values.first().copied()) else {
        return Bars { heading: String::new(), bars: Vec::new(), notes: Vec::new() };
    };
    let mut bars = Vec::new();
    let mut cells = Vec::new();
    let (mut skipped, mut left_out) = (0, 0);
    for (place, row) in results.rows.iter().enumerate() {
        columns.cells(row, &mut cells);
        let text = cells.get(value).copied().flatten().unwrap_or("");
        let number = number::parse_f64(text);
        if number.is_none() && !text.is_empty() {
            skipped += 1;
        } else if bars.len() >= MOST_BARS {
            left_out += 1;
        } else {
            let label = match roles.labels.is_empty() {
                true => (place + 1).to_string(),
                false => label(&cells, &roles.labels, separator),
            };
            bars.push(Bar { label, value: number, text: text.to_owned() });
        }
    }
    let of = if roles.labels.is_empty() { "row".to_owned() } else { names(columns, &roles.labels) };
    let heading = format!("{} by {of}", names(columns, &[value]));
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(format!("{} more not drawn", counted(left_out, "row", "rows")));
    }
    notes.extend(skipped_note(skipped));
    let others: Vec<usize> = roles.values.iter().copied().filter(|other| *other != value).collect();
    if !others.is_empty() {
        notes.push(format!("other numbers, not drawn: {}", names(columns, &others)));
    }
    Bars { heading, bars, notes }
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
