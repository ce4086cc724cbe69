//! Values over time: the series, their points on common times, and what is added up because there are too many.

use std::collections::HashMap;

use super::super::Results;
use super::super::columns::Columns;
use super::model::{Roles, label, names, skipped_note};
use super::text::counted;
use crate::value::number;

/// Series that are drawn each for itself.
pub const MOST_SERIES: usize = 8;

/// Values over time.
#[derive(Debug, PartialEq)]
pub struct TimeChart {
    /// What is drawn, without its span of time.
    pub heading: String,
    /// The starts of all buckets, in epoch milliseconds, ascending, each once.
    pub times: Vec<i64>,
    /// In the order in which the rows have them.
    pub series: Vec<Series>,
    /// What is not drawn, and why.
    pub notes: Vec<String>,
}

/// One line of a chart.
#[derive(Debug, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// A value for each of the times; `None` where there is none, which is a gap.
    pub points: Vec<Option<f64>>,
}

impl Series {
    /// The sum of its values.
    pub fn total(&self) -> f64 {
        self.points.iter().flatten().sum()
    }

    /// The lowest and the highest value.
    pub fn range(&self) -> Option<(f64, f64)> {
        let known = || self.points.iter().flatten().copied();
        Some((known().reduce(f64::min)?, known().reduce(f64::max)?))
    }
}

impl TimeChart {
    /// The shortest time between two buckets; `None` if there are less than two.
    pub fn step(&self) -> Option<i64> {
        let pairs = self.times.iter().zip(self.times.iter().skip(1));
        pairs.map(|(one, next)| next.saturating_sub(*one)).min()
    }
}

/// Makes the series of rows that each have a bucket.
pub(super) fn time_chart(
    results: &Results<'_>,
    columns: &Columns,
    bucket: usize,
    roles: &Roles,
    separator: &str,
) -> TimeChart {
    let mut gathered = Gathered::default();
    let mut cells = Vec::new();
    let (mut skipped, mut without_time) = (0, 0);
    for row in results.rows {
        columns.cells(row, &mut cells);
        let time = cells.get(bucket).copied().flatten().and_then(number::parse).and_then(number::Number::as_whole);
        let Some(time) = time else {
            without_time += 1;
            continue;
        };
        gathered.times.push(time);
        let label = label(&cells, &roles.labels, separator);
        for place in &roles.values {
            let text = cells.get(*place).copied().flatten().unwrap_or("");
            let column = columns.names().get(*place).map_or("", AsRef::as_ref);
            let name = match (roles.labels.is_empty(), roles.values.len()) {
                (true, _) => column.to_owned(),
                (false, 1) => label.clone(),
                (false, _) => format!("{label} {column}"),
            };
            let value = number::parse_f64(text);
            skipped += usize::from(value.is_none() && !text.is_empty());
            gathered.add(name, time, value);
        }
    }
    let mut heading = names(columns, &roles.values);
    if !roles.labels.is_empty() {
        heading = format!("{heading} by {}", names(columns, &roles.labels));
    }
    let mut notes = Vec::new();
    if without_time > 0 {
        notes.push(format!("{} without a time not drawn", counted(without_time, "row", "rows")));
    }
    notes.extend(skipped_note(skipped));
    let (times, mut series, repeated) = gathered.finish();
    if repeated > 0 {
        notes.push(format!("{} of the same bucket and series added up", counted(repeated, "value", "values")));
    }
    add_up_the_small(&mut series, &mut notes);
    TimeChart { heading, times, series, notes }
}

/// Points as the rows give them.
#[derive(Default)]
struct Gathered {
    times: Vec<i64>,
    names: Vec<String>,
    places: HashMap<String, usize>,
    points: Vec<(usize, i64, f64)>,
}

impl Gathered {
    fn add(&mut self, name: String, time: i64, value: Option<f64>) {
        let place = match self.places.get(&name) {
            Some(place) => *place,
            None => {
                self.places.insert(name.clone(), self.names.len());
                self.names.push(name);
                self.names.len() - 1
            }
        };
        if let Some(value) = value {
            self.points.push((place, time, value));
        }
    }

    /// Times, series, and how many values came for a place that had one.
    fn finish(mut self) -> (Vec<i64>, Vec<Series>, usize) {
        self.times.sort_unstable();
        self.times.dedup();
        let empty = |name| Series { name, points: vec![None; self.times.len()] };
        let mut series: Vec<Series> = self.names.into_iter().map(empty).collect();
        let mut repeated = 0;
        for (place, time, value) in self.points {
            let point = series.get_mut(place).zip(self.times.binary_search(&time).ok());
            if let Some(point) = point.and_then(|(series, at)| series.points.get_mut(at)) {
                repeated += usize::from(point.is_some());
                *point = Some(point.map_or(value, |old| within_doubles(old + value)));
            }
        }
        (self.times, series, repeated)
    }
}

/// Sums beyond the doubles stay at their end, so that they can be drawn.
fn within_doubles(sum: f64) -> f64 {
    sum.clamp(f64::MIN, f64::MAX)
}

/// Keeps the largest series and makes one of all others.
fn add_up_the_small(series: &mut Vec<Series>, notes: &mut Vec<String>) {
    if series.len() <= MOST_SERIES {
        return;
    }
    let mut order: Vec<(usize, f64)> = series.iter().map(Series::total).enumerate().collect();
    order.sort_by(|one, other| other.1.total_cmp(&one.1));
    let mut kept: Vec<usize> = order.iter().take(MOST_SERIES).map(|(place, _)| *place).collect();
    kept.sort_unstable();
    let (mut large, mut rest) = (Vec::new(), Vec::new());
    for (place, series) in std::mem::take(series).into_iter().enumerate() {
        if kept.binary_search(&place).is_ok() { large.push(series) } else { rest.push(series) }
    }
    let count = rest.len();
    let mut rest = rest.into_iter();
    if let Some(mut other) = rest.next() {
        for series in rest {
            for (sum, point) in other.points.iter_mut().zip(series.points) {
                *sum = match (*sum, point) {
                    (Some(sum), Some(point)) => Some(within_doubles(sum + point)),
                    (sum, point) => sum.or(point),
                };
            }
        }
        other.name = "other".to_owned();
        large.push(other);
    }
    notes.push(format!("other: the sum of {}, all but the {MOST_SERIES} largest", counted(count, "series", "series")));
    *series = large;
}
