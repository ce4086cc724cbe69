//! What the fields of events hold: how often each occurs, how many different values, examples.

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;

use super::value_kind::ValueKind;
use crate::eval::{Gathered, Sink};
use crate::event::{Event, Row};

/// Field names that are told apart; events whose keys are data would else take any amount of memory.
const MOST_FIELDS: usize = 10_000;
/// Values remembered of a field, for completion.
const MOST_VALUES: usize = 64;
/// Longest value that is remembered so (bytes).
const LONGEST_VALUE: usize = 60;
/// Longest example (bytes).
const LONGEST_EXAMPLE: usize = 400;
/// Hashes from which the number of different values is told: exact below, estimated above.
const HASHES: usize = 1024;

/// Different values, counted by their smallest hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Distinct(BTreeSet<u64>);

impl Distinct {
    fn add(&mut self, hash: u64) {
        if self.0.len() >= HASHES && self.0.last().is_some_and(|largest| hash > *largest) {
            return;
        }
        self.0.insert(hash);
        if self.0.len() > HASHES {
            self.0.pop_last();
        }
    }

    /// How many; and whether that is exact.
    pub fn count(&self) -> (u64, bool) {
        match self.0.last() {
            // The k smallest of n even-spread hashes reach up to k/n of the range.
            Some(largest) if self.0.len() >= HASHES => {
                let share = *largest as f64 / u64::MAX as f64;
                (((HASHES - 1) as f64 / share) as u64, false)
            }
            _ => (self.0.len() as u64, true),
        }
    }
}

/// One field.
#[derive(Clone, Debug)]
pub(super) struct FieldSummary {
    pub name: Box<str>,
    /// Events that have it.
    pub events: u64,
    pub distinct: Distinct,
    pub kind: ValueKind,
    /// The first value that is not empty.
    pub example: Box<str>,
    /// Short values, in the order of first sight.
    pub values: Vec<Box<str>>,
}

/// All fields, in the order of first sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Summary {
    pub events: u64,
    pub fields: Vec<FieldSummary>,
    places: HashMap<Box<str>, usize, foldhash::fast::FixedState>,
    hash: foldhash::fast::FixedState,
}

impl Summary {
    fn place(&mut self, name: &str) -> Option<&mut FieldSummary> {
        let place = match self.places.get(name) {
            Some(place) => *place,
            None if self.fields.len() >= MOST_FIELDS => return None,
            None => {
                self.places.insert(name.into(), self.fields.len());
                self.fields.push(FieldSummary {
                    name: name.into(),
                    events: 0,
                    distinct: Distinct::default(),
                    kind: ValueKind::default(),
                    example: "".into(),
                    values: Vec::new(),
                });
                self.fields.len() - 1
            }
        };
        self.fields.get_mut(place)
    }

    fn value(&mut self, name: &str, value: &str) {
        let hash = self.hash.hash_one(value);
        let Some(field) = self.place(name) else { return };
        field.events += 1;
        field.distinct.add(hash);
        // Once it is text it stays text.
        if field.kind != ValueKind::Text {
            field.kind = field.kind.with(ValueKind::of(value));
        }
        if field.example.is_empty() && !value.is_empty() {
            field.example = beginning(value).into();
        }
        remember(&mut field.values, value);
    }

    /// Takes over what later events hold.
    pub fn absorb(&mut self, other: Self) {
        self.events += other.events;
        for theirs in other.fields {
            let Some(field) = self.place(&theirs.name) else { continue };
            field.events += theirs.events;
            field.kind = field.kind.with(theirs.kind);
            theirs.distinct.0.into_iter().for_each(|hash| field.distinct.add(hash));
            if field.example.is_empty() {
                field.example = theirs.example;
            }
            theirs.values.iter().for_each(|value| remember(&mut field.values, value));
        }
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&FieldSummary> {
        self.fields.get(*self.places.get(name)?)
    }
}

fn remember(values: &mut Vec<Box<str>>, value: &str) {
    let wanted = !value.is_empty() && value.len() <= LONGEST_VALUE && values.len() < MOST_VALUES;
    if wanted && !values.iter().any(|known| **known == *value) {
        values.push(value.into());
    }
}

fn beginning(value: &str) -> &str {
    let end = (0..=LONGEST_EXAMPLE.min(value.len())).rev().find(|end| value.is_char_boundary(*end)).unwrap_or(0);
    value.get(..end).unwrap_or("")
}

/// Sums up events instead of keeping them.
#[derive(Default)]
pub(super) struct Summarise(Mutex<Summary>);

impl Summarise {
    /// What was summed up.
    pub fn into_summary(self) -> Summary {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gathered for Summary {}

impl Sink for Summarise {
    type Part = Summary;

    fn event(&self, part: &mut Summary, event: &Event<'_>) {
        if let Some(fields) = event.fields() {
            part.events += 1;
            fields.iter().for_each(|(name, value)| part.value(name, value));
        }
    }

    fn part(&self, part: Summary) -> ControlFlow<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).absorb(part);
        ControlFlow::Continue(())
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        let mut summary = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for row in rows {
            summary.events += 1;
            row.iter().for_each(|(name, value)| summary.value(name, value));
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn distinct_is_exact_and_then_near() {
        let count = |most: usize| {
            let mut summary = Summary::default();
            (0..most * 2).for_each(|number| summary.value("n", &(number % most).to_string()));
            summary.fields.first().unwrap().distinct.count()
        };
        assert_eq!(count(1000), (1000, true));
        let (estimate, exact) = count(50_000);
        assert!(!exact && (45_000..55_000).contains(&estimate), "{estimate}");
    }

    #[test]
    fn parts_join_in_order() {
        let part = |names: &[&str]| {
            let mut part = Summary { events: 1, ..Summary::default() };
            names.iter().for_each(|name| part.value(name, name));
            part
        };
        let mut whole = part(&["a", "b"]);
        whole.absorb(part(&["b", "c"]));
        let names: Vec<&str> = whole.fields.iter().map(|field| &*field.name).collect();
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(whole.field("b").unwrap().events, 2);
        assert_eq!(whole.events, 2);
    }
}
