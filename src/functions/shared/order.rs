//! Comparing events by the values of fields, and keeping the first of them in such an order (functions-sort.html).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::event_time;
use crate::event::{Event, Row};
use crate::symbol::Symbol;
use crate::value::number::{self, Number};

/// How the values of a field are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// By numeric value; what is no number counts as missing.
    Number,
    /// By UTF-16 code unit, as Java does.
    Text,
    /// As hexadecimal numbers with the prefix 0x, 0X or none; anything else counts as missing.
    Hex,
    /// Numbers by value before texts.
    Any,
    /// Epoch milliseconds or a point in time as text.
    Time,
}

/// A field to order by.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The field.
    pub field: Symbol,
    /// Read where the first one is missing.
    pub fallback: Option<Symbol>,
    /// How its values compare.
    pub kind: KeyKind,
    /// Largest first.
    pub descending: bool,
    /// Events without a value come last in either direction. Otherwise they are below all values (functions-sort.html
    /// shows them first in an ascending sort).
    pub missing_last: bool,
}

/// A value to order by.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Key<T> {
    Missing,
    Number(Number),
    Hex(u128),
    Text(T),
}

impl Key<&str> {
    fn keep(&self) -> Key<Box<str>> {
        match self {
            Key::Missing => Key::Missing,
            Key::Number(number) => Key::Number(*number),
            Key::Hex(value) => Key::Hex(*value),
            Key::Text(text) => Key::Text((*text).into()),
        }
    }
}

impl<T: AsRef<str>> Key<T> {
    fn rank(&self) -> u8 {
        match self {
            Key::Missing => 0,
            Key::Number(_) => 1,
            Key::Hex(_) => 2,
            Key::Text(_) => 3,
        }
    }

    fn compare<U: AsRef<str>>(&self, other: &Key<U>) -> Ordering {
        match (self, other) {
            (Key::Number(a), Key::Number(b)) => number::compare(*a, *b),
            (Key::Hex(a), Key::Hex(b)) => a.cmp(b),
            (Key::Text(a), Key::Text(b)) => compare_texts(a.as_ref(), b.as_ref()),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

/// Orders texts by UTF-16 code unit. That is the order of the bytes, except that characters beyond U+FFFF come before
/// U+E000..U+FFFF.
pub fn compare_texts(a: &str, b: &str) -> Ordering {
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        None => a.len().cmp(&b.len()),
        Some((0xF0.., 0xEE | 0xEF)) => Ordering::Less,
        Some((0xEE | 0xEF, 0xF0..)) => Ordering::Greater,
        Some((a, b)) => a.cmp(&b),
    }
}

fn any_key(text: &str) -> Key<&str> {
    number::parse(text).map_or(Key::Text(text), Key::Number)
}

/// Orders values of any kind as the query functions do: numbers by value, and before texts; what is missing comes last in
/// both directions.
pub fn compare_values(a: Option<&str>, b: Option<&str>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => any_key(b).compare(&any_key(a)),
        (Some(a), Some(b)) => any_key(a).compare(&any_key(b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

impl Column {
    fn key<'e>(&self, event: &Event<'e>) -> Key<&'e str> {
        let value = event.get(self.field).or_else(|| self.fallback.and_then(|field| event.get(field)));
        let Some(text) = value else { return Key::Missing };
        match self.kind {
            KeyKind::Number => number::parse(text).map_or(Key::Missing, Key::Number),
            KeyKind::Text => Key::Text(text),
            KeyKind::Hex => number::hex(text).map_or(Key::Missing, Key::Hex),
            KeyKind::Any => any_key(text),
            KeyKind::Time => {
                event_time::millis(text).map_or(Key::Missing, |millis| Key::Number(Number::Integer(millis)))
            }
        }
    }

    fn compare<T: AsRef<str>, U: AsRef<str>>(&self, a: &Key<T>, b: &Key<U>) -> Ordering {
        let missing = (matches!(a, Key::Missing), matches!(b, Key::Missing));
        match missing {
            (true, false) if self.missing_last => Ordering::Greater,
            (false, true) if self.missing_last => Ordering::Less,
            _ if self.descending => b.compare(a),
            _ => a.compare(b),
        }
    }
}

/// An order of events of which the first `limit` are wanted.
pub struct Ranking {
    /// What to order by; later fields break ties of earlier ones.
    pub columns: Vec<Column>,
    /// How many events are kept.
    pub limit: usize,
    /// Of equal events the one that came later stands first; otherwise the input order holds.
    pub later_first: bool,
}

/// The best events so far: never more than twice the limit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TopRows {
    kept: Vec<Kept>,
    /// How many events were offered.
    seen: u64,
    /// Whether `kept` begins with the best events, the last of which is the worst that can still be in the result.
    full: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    keys: Box<[Key<Box<str>>]>,
    place: u64,
    row: Row,
}

impl Ranking {
    /// Offers an event; `row` is asked for only if the event can be in the result.
    pub fn offer<'e>(&self, top: &mut TopRows, event: &Event<'e>, row: impl FnOnce(&Event<'e>) -> Row) {
        let place = top.seen;
        top.seen += 1;
        if self.limit == 0 || (top.full && !self.beats_worst(top, event)) {
            return;
        }
        let row = row(event);
        if event.is_damaged() {
            return;
        }
        let keys = self.columns.iter().map(|column| column.key(event).keep()).collect();
        top.kept.push(Kept { keys, place, row });
        self.trim(top);
    }

    fn beats_worst(&self, top: &TopRows, event: &Event<'_>) -> bool {
        let Some(worst) = top.kept.get(self.limit - 1) else { return true };
        for (column, key) in self.columns.iter().zip(&worst.keys) {
            match column.compare(&column.key(event), key) {
                Ordering::Less => return true,
                Ordering::Greater => return false,
                Ordering::Equal => {}
            }
        }
        self.later_first
    }

    fn compare(&self, a: &Kept, b: &Kept) -> Ordering {
        let keys = self.columns.iter().zip(a.keys.iter().zip(&b.keys));
        keys.map(|(column, (a, b))| column.compare(a, b))
            .find(|order| order.is_ne())
            .unwrap_or_else(|| if self.later_first { b.place.cmp(&a.place) } else { a.place.cmp(&b.place) })
    }

    fn trim(&self, top: &mut TopRows) {
        if self.limit > 0 && top.kept.len() >= self.limit.saturating_mul(2) {
            top.kept.select_nth_unstable_by(self.limit - 1, |a, b| self.compare(a, b));
            top.kept.truncate(self.limit);
            top.full = true;
        }
    }

    /// Takes in the events of a later part.
    pub fn merge(&self, top: &mut TopRows, later: TopRows) {
        let offset = top.seen;
        top.seen += later.seen;
        for kept in later.kept {
            let beats = match top.kept.get(self.limit.wrapping_sub(1)) {
                Some(worst) if top.full => {
                    let kept = Kept { place: kept.place + offset, ..kept };
                    (self.compare(&kept, worst) == Ordering::Less).then_some(kept)
                }
                _ => Some(Kept { place: kept.place + offset, ..kept }),
            };
            if let Some(kept) = beats {
                top.kept.push(kept);
                self.trim(top);
            }
        }
    }

    /// The rows in order, and whether some were cut off.
    pub fn finish(&self, mut top: TopRows) -> (Vec<Row>, bool) {
        top.kept.sort_unstable_by(|a, b| self.compare(a, b));
        top.kept.truncate(self.limit);
        let cut = top.seen > self.limit as u64;
        (top.kept.into_iter().map(|kept| kept.row).collect(), cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_order_as_in_java() {
        let mut texts = ["b", "\u{1F600}", "B", "", "\u{FFFD}", "\u{E000}x", "ab", "a", "\u{D7FF}"];
        texts.sort_by(|a, b| compare_texts(a, b));
        assert_eq!(texts, ["", "B", "a", "ab", "b", "\u{D7FF}", "\u{1F600}", "\u{E000}x", "\u{FFFD}"]);
        let mut units = texts;
        units.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        assert_eq!(texts, units);
    }
}
