//! The group table of groupBy() and bucket(): keys of field values, each with a number for the states of the aggregates.

use super::byte_set::ByteSet;
use crate::event::Event;
use crate::exec::aggregate::{BadState, States, from_bytes, to_bytes};
use crate::exec::{Aggregate, Build, Context, Stats, Target};
use crate::symbol::{FieldName, Symbol};

/// Most groups that LogScale ever keeps (GroupMaxLimit, functions-groupby.html). Tables keep up to this many and cut to
/// the query's own limit in the end, so that the groups that are shown have exact figures and are the biggest ones.
pub const GROUP_MAX_LIMIT: usize = 1_000_000;

/// A field to group by.
#[derive(Clone, Debug)]
pub struct GroupField {
    /// Its slot.
    pub symbol: Symbol,
    /// Its name in the result.
    pub name: FieldName,
}

/// Fields to group by, each once.
pub fn group_fields(build: &Build<'_>, targets: &[Target]) -> Vec<GroupField> {
    let mut fields: Vec<GroupField> = Vec::new();
    for target in targets {
        if fields.iter().all(|field| field.symbol != target.symbol) {
            fields.push(GroupField { symbol: target.symbol, name: build.symbols.name(target.symbol).clone() });
        }
    }
    fields
}

/// Groups within the groups of an outer aggregate, and the states of the inner aggregates.
pub struct Groups {
    /// The number of the outer group in four bytes, then what the owner writes.
    keys: ByteSet,
    /// The inner groups of each outer one, in the order of their first event.
    members: Vec<Vec<u32>>,
    /// States by inner group.
    pub inner: Box<dyn States>,
    scratch: Vec<u8>,
    /// Whether events were left out because the table is full.
    pub full: bool,
}

impl Groups {
    /// No groups.
    pub fn new(function: &Stats) -> Self {
        Self {
            keys: ByteSet::default(),
            members: Vec::new(),
            inner: function.start(),
            scratch: Vec::new(),
            full: false,
        }
    }

    /// How many inner groups there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// How many outer groups there are.
    pub fn outer_len(&self) -> usize {
        self.members.len()
    }

    /// The inner group of a key that `write` makes; `None` if it makes none, or the table is full.
    #[inline]
    pub fn enter(&mut self, outer: usize, write: impl FnOnce(&mut Vec<u8>) -> bool) -> Option<usize> {
        self.scratch.clear();
        let number = u32::try_from(outer).ok()?;
        self.scratch.extend_from_slice(&number.to_le_bytes());
        if !write(&mut self.scratch) {
            return None;
        }
        self.enter_scratch(outer, None)
    }

    /// The inner group of the key in the scratch; `hash` where another table knows that key.
    #[inline]
    fn enter_scratch(&mut self, outer: usize, hash: Option<u64>) -> Option<usize> {
        let before = self.keys.len();
        let inner = self.keys.find_or_insert_hashed(&self.scratch, hash, |length| length < GROUP_MAX_LIMIT);
        match inner {
            Some(inner) if inner == before => self.add_member(outer, inner),
            None => self.full = true,
            Some(_) => {}
        }
        inner
    }

    fn add_member(&mut self, outer: usize, inner: usize) {
        if outer >= self.members.len() {
            self.members.resize_with(outer + 1, Vec::new);
        }
        if let (Some(members), Ok(inner)) = (self.members.get_mut(outer), u32::try_from(inner)) {
            members.push(inner);
        }
    }

    /// Takes in the groups of a later part. `outer[i]` is the number here of the later part's outer group `i`; `rewrite`
    /// makes of a key there a key here.
    pub fn merge(
        &mut self,
        later: Groups,
        outer: &[usize],
        function: &Stats,
        rewrite: impl Fn(&[u8], &mut Vec<u8>),
        context: &Context,
    ) {
        self.full |= later.full;
        let mut numbers = Vec::with_capacity(later.len());
        for (place, key) in later.keys.iter().enumerate() {
            let own = split_outer(key).and_then(|(number, rest)| {
                let outer = *outer.get(number)?;
                self.scratch.clear();
                self.scratch.extend_from_slice(&u32::try_from(outer).ok()?.to_le_bytes());
                rewrite(rest, &mut self.scratch);
                let hash = later.keys.hash(place).filter(|_| self.scratch == key);
                self.enter_scratch(outer, hash)
            });
            // What finds no place goes to a group behind the last possible one, which is never shown.
            numbers.push(own.unwrap_or(GROUP_MAX_LIMIT));
        }
        function.merge(&mut *self.inner, later.inner, &numbers, context);
    }

    /// Takes out the inner groups of an outer one, in the order of their first event.
    pub fn take_members(&mut self, outer: usize) -> Vec<u32> {
        self.members.get_mut(outer).map(std::mem::take).unwrap_or_default()
    }

    /// The key of an inner group, without the outer group's number.
    pub fn key(&self, inner: u32) -> &[u8] {
        split_outer(self.keys.get(inner as usize)).map_or(&[], |(_, rest)| rest)
    }

    /// The number of the outer group of an inner one, and its key without that.
    pub fn with_outer_key(&self, inner: usize) -> Option<(usize, &[u8])> {
        split_outer(self.keys.get(inner))
    }

    /// The groups as bytes.
    ///
    /// # Errors
    /// When the states of the aggregates cannot be written.
    pub fn encode(&mut self, function: &Stats) -> Result<Vec<u8>, BadState> {
        let inner = function.encode(&mut *self.inner)?;
        to_bytes(&(&self.keys, self.full, inner))
    }

    /// The groups from bytes.
    ///
    /// # Errors
    /// When the bytes do not fit.
    pub fn decode(bytes: &[u8], function: &Stats) -> Result<Self, BadState> {
        let (keys, full, inner): (ByteSet, bool, Vec<u8>) = from_bytes(bytes)?;
        let inner = function.decode(&inner)?;
        let mut groups = Self { keys: ByteSet::default(), members: Vec::new(), inner, scratch: Vec::new(), full };
        for (number, key) in keys.iter().enumerate() {
            let (outer, _) = split_outer(key)
                .filter(|(outer, _)| *outer <= GROUP_MAX_LIMIT)
                .ok_or_else(|| BadState("a group key without its group".to_owned()))?;
            groups.add_member(outer, number);
        }
        groups.keys = keys;
        Ok(groups)
    }
}

fn split_outer(key: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = key.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*number) as usize, rest))
}

/// Appends the values of the fields to a key. False if the event has none of them: such an event belongs to no group.
/// With several fields a missing one is a value of its own (functions-groupby.html shows a row with no value).
#[inline]
pub fn write_values(fields: &[GroupField], event: &Event<'_>, key: &mut Vec<u8>) -> bool {
    let mut present = false;
    for field in fields {
        let value = event.get(field.symbol);
        present |= value.is_some();
        write_value(value, key);
    }
    present
}

/// Appends a value: its length and one in groups of seven bits, low ones first, then its bytes. A missing one is a 0.
#[inline]
fn write_value(value: Option<&str>, key: &mut Vec<u8>) {
    let Some(text) = value else { return key.push(0) };
    let mut length = text.len() + 1;
    while length >= 0x80 {
        key.push(length as u8 | 0x80);
        length >>= 7;
    }
    key.push(length as u8);
    key.extend_from_slice(text.as_bytes());
}

/// Reads back what [`write_values`] wrote.
pub fn values(mut key: &[u8]) -> impl Iterator<Item = Option<&str>> {
    std::iter::from_fn(move || {
        let mut length = 0usize;
        let mut shift = 0u32;
        loop {
            let (byte, rest) = key.split_first()?;
            key = rest;
            length |= usize::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let Some(length) = length.checked_sub(1) else { return Some(None) };
        let (text, rest) = key.split_at_checked(length)?;
        key = rest;
        Some(Some(std::str::from_utf8(text).unwrap_or("")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_from_a_key() {
        let long = "x".repeat(20_000);
        let all = [
            None,
            Some(""),
            Some("a"),
            Some("\u{0}\u{1}é"),
            Some(long.as_str()),
            None,
            Some(&long[..126]),
            Some(&long[..127]),
        ];
        let mut key = Vec::new();
        all.iter().for_each(|value| write_value(*value, &mut key));
        assert_eq!(values(&key).collect::<Vec<_>>(), all);
        assert_eq!(values(&[0x85]).count(), 0);
        assert_eq!(values(&[200, 1, 65]).count(), 0);
    }
}
