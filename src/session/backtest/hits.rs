//! Counts results by day and by value, without keeping them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use crate::eval::{Gathered, Sink};
use crate::event::{Event, Row};
use crate::value::time::{Zone, event_time};

/// Fields that tell when a result happened, the best first.
const TIMES: [&str; 6] = ["@timestamp", "timestamp", "_time", "UTCTimestamp", "ContextTimeStamp", "_bucket"];

/// Names (days, values) and how many results each has.
pub type Tally = BTreeMap<String, u64>;

/// Results by day, and for each field its values.
type Counts = (Tally, BTreeMap<String, Tally>);

/// A sink that only counts.
pub struct Hits {
    fields: Vec<String>,
    zone: Zone,
    counts: Mutex<Counts>,
}

/// The results of a chunk.
#[derive(Default)]
pub struct Part(Counts);

impl Hits {
    /// Counts the values of these fields, and days in this time zone.
    pub fn new(fields: &[String], zone: Zone) -> Self {
        Self { fields: fields.to_vec(), zone, counts: Mutex::default() }
    }

    /// The counts: by day, and by value for each field that a result had, in the order in which they were asked for.
    pub fn into_counts(self) -> (Tally, Vec<(String, Tally)>) {
        let (days, mut values) = self.counts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let fields = self.fields.into_iter();
        (days, fields.filter_map(|field| values.remove(&field).map(|counts| (field, counts))).collect())
    }

    fn day(&self, times: &[Option<i64>; TIMES.len()]) -> String {
        let Some(millis) = times.iter().flatten().next() else { return String::new() };
        let day = self.zone.civil(*millis);
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    }

    fn note(&self, times: &mut [Option<i64>; TIMES.len()], counts: &mut Counts, name: &str, value: &str) {
        if let Some(place) = TIMES.iter().position(|known| *known == name)
            && let Some(slot) = times.get_mut(place)
        {
            *slot = slot.or_else(|| event_time(value));
        }
        if self.fields.iter().any(|field| field == name) {
            let values = counts.1.entry(name.to_owned()).or_default();
            *values.entry(value.to_owned()).or_default() += 1;
        }
    }

    fn add_row(&self, row: &Row, counts: &mut Counts) {
        let mut times = [None; TIMES.len()];
        row.iter().for_each(|(name, value)| self.note(&mut times, counts, name, value));
        *counts.0.entry(self.day(&times)).or_default() += 1;
    }
}

impl Gathered for Part {}

impl Sink for Hits {
    type Part = Part;

    fn event(&self, part: &mut Part, event: &Event<'_>) {
        let mut times = [None; TIMES.len()];
        let Some(fields) = event.fields() else { return };
        fields.iter().for_each(|(name, value)| self.note(&mut times, &mut part.0, name, value));
        if times.iter().all(Option::is_none) {
            // The query may have left the time out of its result; the record still has it.
            let mut ignored = Counts::default();
            let none = Self { fields: Vec::new(), zone: self.zone.clone(), counts: Mutex::default() };
            event.for_each_entered(&mut |name, value| none.note(&mut times, &mut ignored, name, value));
        }
        *part.0.0.entry(self.day(&times)).or_default() += 1;
    }

    fn part(&self, Part((days, values)): Part) -> ControlFlow<()> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for (day, hits) in days {
            *counts.0.entry(day).or_default() += hits;
        }
        for (field, values) in values {
            let known = counts.1.entry(field).or_default();
            values.into_iter().for_each(|(value, hits)| *known.entry(value).or_default() += hits);
        }
        ControlFlow::Continue(())
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        rows.iter().for_each(|row| self.add_row(row, &mut counts));
        ControlFlow::Continue(())
    }
}
