//! Which fields of a record go to which slots, and what stands in for a field that the record lacks.

use std::sync::Arc;

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::Record;
use super::mapping::{Mapped, RAW};
use crate::symbol::{Symbol, Symbols};
use crate::value::{json, time};

/// The compiled list of fields that a query takes from each record.
#[derive(Debug)]
pub struct Projection {
    /// What every record is asked for: the fields that the query names, each the key of its slot, and then what most likely
    /// stands in for one that is missing.
    keys: json::Keys,
    /// How many keys there are.
    first: usize,
    /// What a record is asked for only when that was not enough.
    rest: json::Keys,
    /// How many keys those are.
    others: usize,
    derived: Vec<Derived>,
    mapping: Option<Arc<Mapped>>,
    mapped: Vec<MappedSlot>,
    /// Whether every byte of a record is checked, not only what the wanted fields need.
    thorough: bool,
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
    inputs: Vec<Option<Key>>,
    replaces: bool,
    /// Whether the first input is enough when it is there.
    first_decides: bool,
    /// Whether it counts as a field of the record.
    of_record: bool,
    shown: bool,
}

/// A key of one of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    First(usize),
    Rest(usize),
}

#[derive(Debug)]
enum Origin {
    /// The first of these keys that is present.
    Key(Vec<Key>),
    /// The record's own text.
    Raw(Vec<Key>),
    /// The first of these keys that reads as a point in time, as epoch milliseconds.
    Time(Vec<(Key, TimeUnit)>),
}

impl Origin {
    fn keys(&self) -> impl Iterator<Item = Key> {
        let (plain, timed): (&[Key], &[(Key, TimeUnit)]) = match self {
            Self::Key(keys) | Self::Raw(keys) => (keys, &[]),
            Self::Time(keys) => (&[], keys),
        };
        plain.iter().copied().chain(timed.iter().map(|(key, _)| *key))
    }
}

/// Names that are worth asking every record for, since they nearly always are there when what they stand for is not.
const LIKELY: &[&str] = &["timestamp", "event_simpleName"];

/// The two lists of names while they are collected.
struct Names {
    first: Vec<String>,
    rest: Vec<String>,
}

impl Names {
    fn key(&mut self, name: &str) -> Key {
        let place = |list: &[String]| list.iter().position(|known| known == name);
        if let Some(place) = place(&self.first) {
            return Key::First(place);
        }
        if let Some(place) = place(&self.rest) {
            return Key::Rest(place);
        }
        let likely = LIKELY.contains(&name);
        let list = if likely { &mut self.first } else { &mut self.rest };
        list.push(name.to_owned());
        if likely { Key::First(list.len() - 1) } else { Key::Rest(list.len() - 1) }
    }
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
        let first = symbols.iter().map(|(_, name)| name.to_string()).collect();
        let mut names = Names { first, rest: Vec::new() };
        let mut key = |name: &str| names.key(name);
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
            // Where the mapping reads a field of that name first, the record either has it or lacks what stands for it.
            let reads_itself = |field: usize| {
                let facts = mapping.as_ref().and_then(|mapping| mapping.mapping().fields().get(field));
                facts.is_some_and(|facts| facts.name != name.as_ref() && facts.inputs.first() == Some(&name.as_ref()))
            };
            let alias = alias.filter(|field| !reads_itself(*field));
            if let Some((mapping, field)) = mapping.as_ref().zip(place(name).or(alias))
                && let Some(facts) = mapping.mapping().fields().get(field)
            {
                let own = facts.name == name.as_ref();
                mapped.push(MappedSlot {
                    symbol,
                    field,
                    inputs: facts.inputs.iter().map(|input| (*input != RAW).then(|| key(input))).collect(),
                    replaces: own && facts.replaces,
                    first_decides: facts.first_decides,
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
        let keys = |names: &[String]| json::Keys::new(names.iter().map(String::as_str));
        Self {
            keys: keys(&names.first),
            first: names.first.len(),
            rest: keys(&names.rest),
            others: names.rest.len(),
            derived,
            mapping,
            mapped,
            thorough: false,
        }
    }

    /// The same projection; `thorough` checks every byte of a record, not only what the wanted fields need.
    #[must_use]
    pub fn checking(self, thorough: bool) -> Self {
        Self { thorough, ..self }
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
        let mut values = Values { likely: ArenaVec::new_in(arena), rest: ArenaVec::new_in(arena), slots: slots.len() };
        values.likely.resize(self.first.saturating_sub(slots.len()), None);
        self.read(record, &self.keys, self.thorough, arena, &mut |key, value| match slots.get_mut(key) {
            Some(slot) => *slot = super::Slot::of_record(value),
            None => values.likely.set(key.wrapping_sub(values.slots), value),
        })?;
        if self.others > 0 && self.needs_rest(slots, &values) {
            values.rest.resize(self.others, None);
            let Values { rest, .. } = &mut values;
            self.read(record, &self.rest, false, arena, &mut |key, value| rest.set(key, value))?;
        }
        for derived in &self.derived {
            if slots.get(derived.symbol.index()).is_some_and(|slot| slot.value.is_some()) {
                continue;
            }
            let value_of = |key: Key| values.of(key, slots);
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
            self.map(mapping, record, arena, slots, &values, shown);
        }
        Ok(())
    }

    /// Reads the fields of a record that are among the keys.
    fn read<'e>(
        &self,
        record: &Record<'e>,
        keys: &json::Keys,
        thorough: bool,
        arena: &'e Bump,
        set: &mut dyn FnMut(usize, &'e str),
    ) -> Result<(), json::Invalid> {
        match record {
            Record::Json(text) if thorough => json::scan(text, keys, arena, set)?,
            Record::Json(text) => json::project(text, keys, arena, set)?,
            Record::Fields { fields, .. } => {
                for (name, value) in *fields {
                    if let Some(key) = keys.find(name) {
                        set(key, value);
                    }
                }
            }
            Record::Row(row) => {
                for (name, value) in row.iter() {
                    if let Some(key) = keys.find(name) {
                        set(key, value);
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether something has to be made that takes more than what every record is asked for.
    fn needs_rest(&self, slots: &[super::Slot<'_>], values: &Values<'_>) -> bool {
        let is_there = |symbol: Symbol| slots.get(symbol.index()).is_some_and(|slot| slot.value.is_some());
        let is_rest = |key: Key| matches!(key, Key::Rest(_));
        let derived = self.derived.iter().any(|derived| {
            // What stands before the first of the rest decides, if it is there; of times only one that surely reads as such.
            let decides = |text: &str| !matches!(derived.origin, Origin::Time(_)) || is_millis(text);
            let needs = |key| match is_rest(key) {
                true => Some(true),
                false => values.of(key, slots).filter(|text| decides(text)).map(|_| false),
            };
            !is_there(derived.symbol) && derived.origin.keys().find_map(needs).unwrap_or(false)
        });
        derived
            || self.mapped.iter().any(|mapped| {
                let decided = mapped.first_decides
                    && mapped.inputs.first().copied().flatten().is_some_and(|key| values.of(key, slots).is_some());
                (mapped.replaces || !is_there(mapped.symbol))
                    && !decided
                    && mapped.inputs.iter().flatten().any(|key| is_rest(*key))
            })
    }

    /// Fills the slots that the mapping makes.
    fn map<'e>(
        &'e self,
        mapping: &'e Mapped,
        record: &Record<'e>,
        arena: &'e Bump,
        slots: &mut [super::Slot<'e>],
        values: &Values<'e>,
        shown: &mut dyn FnMut(Symbol),
    ) {
        // All are made before any is set: what they are made from are the record's own values.
        let mut made = ArenaVec::with_capacity_in(self.mapped.len(), arena);
        let mut inputs = ArenaVec::new_in(arena);
        for mapped in &self.mapped {
            let is_there = slots.get(mapped.symbol.index()).is_some_and(|slot| slot.value.is_some());
            if is_there && !mapped.replaces {
                made.push(None);
                continue;
            }
            inputs.clear();
            inputs.extend(mapped.inputs.iter().map(|key| match key {
                None => record.raw(),
                Some(key) => values.of(*key, slots),
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

/// The values of one record that are no slots.
struct Values<'e> {
    likely: ArenaVec<'e, Option<&'e str>>,
    /// Empty while nobody needed them.
    rest: ArenaVec<'e, Option<&'e str>>,
    /// How many slots there are before the likely ones.
    slots: usize,
}

impl<'e> Values<'e> {
    /// The record's own value of a key, never that of a stand-in.
    fn of(&self, key: Key, slots: &[super::Slot<'e>]) -> Option<&'e str> {
        match key {
            Key::Rest(key) => self.rest.get(key).copied().flatten(),
            Key::First(key) => match slots.get(key) {
                Some(slot) => slot.value.filter(|_| slot.from_record),
                None => self.likely.get(key.wrapping_sub(self.slots)).copied().flatten(),
            },
        }
    }
}

/// Sets a value by its place.
trait SetValue<'e> {
    fn set(&mut self, place: usize, value: &'e str);
}

impl<'e> SetValue<'e> for ArenaVec<'e, Option<&'e str>> {
    fn set(&mut self, place: usize, value: &'e str) {
        if let Some(slot) = self.get_mut(place) {
            *slot = Some(value);
        }
    }
}

/// Whether a text is a time in the form that Falcon and LogScale write.
fn is_millis(text: &str) -> bool {
    text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The time of a field as epoch milliseconds, in text.
fn time_text<'e>(text: &'e str, unit: TimeUnit, arena: &'e Bump) -> Option<&'e str> {
    let millis = match unit {
        TimeUnit::Exact => return Some(text),
        // Thirteen digits are milliseconds already.
        TimeUnit::Any if is_millis(text) => return Some(text),
        TimeUnit::Any => time::event_time(text),
        TimeUnit::Seconds => match text.parse::<f64>() {
            Ok(seconds) if (0.0..1e11).contains(&seconds) => Some((seconds * 1000.0).round() as i64),
            _ => time::event_time(text),
        },
    }?;
    Some(arena.alloc_str(&millis.to_string()))
}
