//! Values over time: the series, their points on common times, and what is added up because there are too many.

use std::collections::HashMap;

use super::super::Results;
use super::super::columns::Columns;
use super::model::{Roles, label, names, skipped_note};
use super::text::counted;
use super::value_axis::short_text;
use crate::value::number;

/// Series that are drawn each for itself; more lines cannot be told apart.
pub const MOST_SERIES: usize = 8;
/// Columns whose values add up over time: those of `count()` and `sum()` as they are called without `as`.
const SUMS: [&str; 2] = ["_count", "_sum"];

/// Values over time.
#[derive(Debug, PartialEq)]
pub struct TimeChart {
    /// What is drawn, without its span of time.
    pub heading: String,
    /// The starts of all buckets, in epoch milliseconds, ascending, each once.
    pub times: Vec<i64>,
    /// In the order in which the rows have them.
    pub series: Vec<Series>,
    /// Whether values of different times make a sum that means something, as those of averages do not.
    pub adds_up: bool,
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
    /// What a legend says of a series besides its name: the sum where there is one, else the lowest and the highest value.
    pub fn summary(&self, series: &Series) -> String {
        match series.range() {
            _ if self.adds_up => format!("total {}", short_text(series.total())),
            Some((low, high)) if low == high => short_text(low),
            Some((low, high)) => format!("{}..{}", short_text(low), short_text(high)),
            None => "no values".to_owned(),
        }
    }

    /// The shortest time between two buckets; `None` if there are less than two.
    pub fn step(&self) -> Option<i64> {
        let pairs = self.times.iter().zip(self.times.iter().skip(1));
        pairs.map(|(one, next)| next.saturating_sub(*one)).min()
    }
}

/// Makes the series of rows that each have a bucket, at most that many and one for the others.
pub(super) fn time_chart(
    results: &Results<'_>,
    columns: &Columns,
    bucket: usize,
    roles: &Roles,
    separator: &str,
    most: usize,
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
    let name = |place: &usize| columns.names().get(*place).map_or("", AsRef::as_ref);
    let adds_up = roles.values.iter().all(|place| SUMS.contains(&name(place)));
    notes.extend(keep_largest(&mut series, most, adds_up));
    TimeChart { heading, times, series, adds_up, notes }
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

/// Keeps the largest series. Of all others it makes one where values add up, and says what it did.
fn keep_largest(series: &mut Vec<Series>, most: usize, adds_up: bool) -> Option<String> {
    if series.len() <= most {
        return None;
    }
    let size = |series: &Series| match adds_up {
        true => series.total(),
        false => series.range().map_or(f64::NEG_INFINITY, |(_, high)| high),
    };
    let mut order: Vec<(usize, f64)> = series.iter().map(size).enumerate().collect();
    order.sort_by(|one, other| other.1.total_cmp(&one.1));
    let mut kept: Vec<usize> = order.iter().take(most).map(|(place, _)| *place).collect();
    kept.sort_unstable();
    let (mut large, mut rest) = (Vec::new(), Vec::new());
    for (place, series) in std::mem::take(series).into_iter().enumerate() {
        if kept.binary_search(&place).is_ok() { large.push(series) } else { rest.push(series) }
    }
    let count = counted(rest.len(), "series", "series");
    let note = if adds_up {
        large.extend(sum_of(rest));
        format!("other: the sum of {count}, all but the {most} largest")
    } else {
        format!("{count} not drawn, all but the {most} that go highest")
    };
    *series = large;
    Some(note)
}

fn sum_of(series: Vec<Series>) -> Option<Series> {
    let mut series = series.into_iter();
    let mut sum = series.next()?;
    for other in series {
        for (sum, point) in sum.points.iter_mut().zip(other.points) {
            *sum = match (*sum, point) {
                (Some(sum), Some(point)) => Some(within_doubles(sum + point)),
                (sum, point) => sum.or(point),
            };
        }
    }
    sum.name = "other".to_owned();
    Some(sum)
}
