//! Which fields of a record go to which slots, and what stands in for a field that the record lacks.

use std::sync::Arc;

use bumpalo::Bump;

use super::Record;
use super::mapping::{Mapped, RAW};
use crate::symbol::{Symbol, Symbols};
use crate::value::{json, time};

/// The compiled list of fields that a query takes from each record.
#[derive(Debug)]
pub struct Projection {
    keys: json::Keys,
    /// The slot of each key, where it is a slot.
    slots: Vec<Option<Symbol>>,
    derived: Vec<Derived>,
    mapping: Option<Arc<Mapped>>,
    mapped: Vec<MappedSlot>,
}

/// A field with a stand-in for records that lack it.
#[derive(Debug)]
struct Derived {
    symbol: Symbol,
    shown: bool,
    origin: Origin,
}

/// A field that the mapping of the file makes.
#[derive(Debug)]
struct MappedSlot {
    symbol: Symbol,
    /// The place among the fields of the mapping.
    field: usize,
    /// The keys of its inputs; `None` is the record's text.
    inputs: Vec<Option<usize>>,
    replaces: bool,
    /// Whether it counts as a field of the record.
    of_record: bool,
    shown: bool,
}

#[derive(Debug)]
enum Origin {
    /// The first of these keys that is present.
    Key(Vec<usize>),
    /// The record's own text.
    Raw(Vec<usize>),
    /// The first of these keys that reads as a point in time, as epoch milliseconds.
    Time(Vec<(usize, TimeUnit)>),
}

#[derive(Clone, Copy, Debug)]
enum TimeUnit {
    /// The text as it is.
    Exact,
    /// Recognised by its form.
    Any,
    /// Seconds with decimals, whatever the number of digits.
    Seconds,
}

/// Where `@timestamp` comes from when the record has none, in this order (shapes of FDR, Splunk, Winlogbeat, CloudTrail,
/// Zeek and Suricata records).
const TIME_KEYS: &[(&str, TimeUnit)] = &[
    ("timestamp", TimeUnit::Any),
    ("UTCTimestamp", TimeUnit::Any),
    ("ContextTimeStamp", TimeUnit::Seconds),
    ("Time", TimeUnit::Seconds),
    ("_time", TimeUnit::Any),
    ("TimeCreated", TimeUnit::Any),
    ("eventTime", TimeUnit::Any),
    ("ts", TimeUnit::Any),
];

impl Projection {
    /// The projection of every field that the query names. `time_alias`: `_time` reads as `@timestamp` where the record
    /// has none (the lenient dialect). `rows`: for result rows, whose stand-ins are never shown. `mapping`: what the file
    /// that the records come from lacks.
    pub fn new(symbols: &Symbols, time_alias: bool, rows: bool, mapping: Option<Arc<Mapped>>) -> Self {
        let mut names: Vec<String> = symbols.iter().map(|(_, name)| name.to_string()).collect();
        let mut slots: Vec<Option<Symbol>> = symbols.iter().map(|(symbol, _)| Some(symbol)).collect();
        let mut key = |name: &str| {
            names.iter().position(|known| known == name).unwrap_or_else(|| {
                names.push(name.to_owned());
                slots.push(None);
                names.len() - 1
            })
        };
        let mut derived = Vec::new();
        let mut mapped = Vec::new();
        for (symbol, name) in symbols.iter() {
            // Metadata shows when the query names it.
            let shown = !rows && name.starts_with('@') && symbols.is_named(symbol);
            let place = |name: &str| mapping.as_ref().and_then(|mapping| mapping.place(name));
            let alias = match name.as_ref() {
                "_time" if time_alias => place("@timestamp"),
                "event_simpleName" => place("#event_simpleName"),
                _ => None,
            };
            if let Some((mapping, field)) = mapping.as_ref().zip(place(name).or(alias))
                && let Some(facts) = mapping.mapping().fields().get(field)
            {
                let own = facts.name == name.as_ref();
                mapped.push(MappedSlot {
                    symbol,
                    field,
                    inputs: facts.inputs.iter().map(|input| (*input != RAW).then(|| key(input))).collect(),
                    replaces: own && facts.replaces,
                    of_record: own && !name.starts_with('@'),
                    shown,
                });
                continue;
            }
            let origin = match name.as_ref() {
                "@timestamp" => Origin::Time(TIME_KEYS.iter().map(|(name, unit)| (key(name), *unit)).collect()),
                "_time" if time_alias => {
                    let own = std::iter::once(("@timestamp", TimeUnit::Exact));
                    Origin::Time(own.chain(TIME_KEYS.iter().copied()).map(|(name, unit)| (key(name), unit)).collect())
                }
                "@rawstring" => Origin::Raw(vec![key("_raw"), key("event.original")]),
                "#event_simpleName" => Origin::Key(vec![key("event_simpleName")]),
                "event_simpleName" => Origin::Key(vec![key("#event_simpleName")]),
                _ => continue,
            };
            // An alias of a field that the record shows anyway stays hidden.
            derived.push(Derived { symbol, shown, origin });
        }
        Self { keys: json::Keys::new(names.iter().map(String::as_str)), slots, derived, mapping, mapped }
    }

    /// The mapping of the records.
    pub fn mapping(&self) -> Option<&Mapped> {
        self.mapping.as_deref()
    }

    /// Fills `slots` from a record; `derived` hears of each slot that got a stand-in and is to be shown.
    ///
    /// # Errors
    /// When the record's JSON is not valid.
    pub fn load<'e>(
        &'e self,
        record: &Record<'e>,
        arena: &'e Bump,
        slots: &mut [super::Slot<'e>],
        shown: &mut dyn FnMut(Symbol),
    ) -> Result<(), json::Invalid> {
        let mut extra = bumpalo::collections::Vec::new_in(arena);
        if self.slots.len() > slots.len() {
            extra.resize(self.slots.len() - slots.len(), None);
        }
        let first_extra = slots.len();
        let mut set = |key: usize, value: &'e str| match slots.get_mut(key) {
            Some(slot) => *slot = super::Slot::of_record(value),
            None => {
                if let Some(slot) = extra.get_mut(key.wrapping_sub(first_extra)) {
                    *slot = Some(value);
                }
            }
        };
        match record {
            Record::Json(text) => json::project(text, &self.keys, arena, &mut set)?,
            Record::Fields { fields, .. } => {
                for (name, value) in *fields {
                    if let Some(key) = self.keys.find(name) {
                        set(key, value);
                    }
                }
            }
            Record::Row(row) => {
                for (name, value) in row.iter() {
                    if let Some(key) = self.keys.find(name) {
                        set(key, value);
                    }
                }
            }
        }
        for derived in &self.derived {
            if slots.get(derived.symbol.index()).is_some_and(|slot| slot.value.is_some()) {
                continue;
            }
            // A stand-in comes from what the record holds, never from another stand-in.
            let value_of = |key: usize| match slots.get(key) {
                Some(slot) => slot.value.filter(|_| slot.from_record),
                None => extra.get(key.wrapping_sub(first_extra)).copied().flatten(),
            };
            let value = match &derived.origin {
                Origin::Key(keys) => keys.iter().find_map(|key| value_of(*key)),
                Origin::Raw(keys) => keys.iter().find_map(|key| value_of(*key)).or_else(|| record.raw()),
                Origin::Time(keys) => keys.iter().find_map(|(key, unit)| time_text(value_of(*key)?, *unit, arena)),
            };
            if let Some(slot) = slots.get_mut(derived.symbol.index()) {
                if value.is_some() && derived.shown {
                    shown(derived.symbol);
                }
                slot.value = value;
            }
        }
        if let Some(mapping) = &self.mapping {
            self.map(mapping, record, arena, slots, &extra, shown);
        }
        Ok(())
    }

    /// Fills the slots that the mapping makes.
    fn map<'e>(
        &'e self,
        mapping: &'e Mapped,
        record: &Record<'e>,
        arena: &'e Bump,
        slots: &mut [super::Slot<'e>],
        extra: &[Option<&'e str>],
        shown: &mut dyn FnMut(Symbol),
    ) {
        // All are made before any is set: what they are made from are the record's own values.
        let mut made = bumpalo::collections::Vec::with_capacity_in(self.mapped.len(), arena);
        let mut inputs = bumpalo::collections::Vec::new_in(arena);
        for mapped in &self.mapped {
            let is_there = slots.get(mapped.symbol.index()).is_some_and(|slot| slot.value.is_some());
            if is_there && !mapped.replaces {
                made.push(None);
                continue;
            }
            inputs.clear();
            inputs.extend(mapped.inputs.iter().map(|key| match key {
                None => record.raw(),
                Some(key) => match slots.get(*key) {
                    Some(slot) => slot.value.filter(|_| slot.from_record),
                    None => extra.get(key.wrapping_sub(slots.len())).copied().flatten(),
                },
            }));
            made.push(mapping.mapping().derive(mapped.field, &inputs, arena));
        }
        for (mapped, value) in self.mapped.iter().zip(made) {
            let Some(slot) = slots.get_mut(mapped.symbol.index()).filter(|_| value.is_some()) else { continue };
            slot.value = value;
            slot.from_record |= mapped.of_record;
            if mapped.shown && !slot.from_record {
                shown(mapped.symbol);
            }
        }
    }
}

/// The time of a field as epoch milliseconds, in text.
fn time_text<'e>(text: &'e str, unit: TimeUnit, arena: &'e Bump) -> Option<&'e str> {
    let millis = match unit {
        TimeUnit::Exact => return Some(text),
        TimeUnit::Any => time::event_time(text),
        TimeUnit::Seconds => match text.parse::<f64>() {
            Ok(seconds) if (0.0..1e11).contains(&seconds) => Some((seconds * 1000.0).round() as i64),
            _ => time::event_time(text),
        },
    }?;
    Some(arena.alloc_str(&millis.to_string()))
}
