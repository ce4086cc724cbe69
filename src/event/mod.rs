//! An event on its way through a query: slots for the fields that the query names, an ordered overflow for names made
//! at run time, and the record it came from, which is decoded only when someone asks for the rest.

mod damage;
pub mod mapping;
pub mod prefilter;
mod projection;
mod record;
mod row;
pub mod source;
mod text_source;
mod undo;

use std::cell::Cell;

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;
use hashbrown::HashMap;

pub use projection::Projection;
pub use record::Record;
pub use row::Row;
pub use text_source::TextSource;
pub use undo::Checkpoint;

use mapping::Mapped;

use crate::symbol::{FieldName, Symbol, Symbols};
use crate::value::json;

/// The place of one named field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot<'e> {
    /// The value now; `None` when the event lacks the field.
    pub value: Option<&'e str>,
    /// Whether the record has the field, so that it keeps the record's place in the output.
    pub from_record: bool,
    /// Whether the event's own list of fields has it.
    listed: bool,
}

impl<'e> Slot<'e> {
    /// The slot of a field that the record has.
    pub fn of_record(value: &'e str) -> Self {
        Self { value: Some(value), from_record: true, listed: false }
    }
}

/// A field in the order of output that does not stand in the record.
#[derive(Clone, Copy, Debug)]
enum Entry<'e> {
    Slot(Symbol),
    /// A name that the query does not mention, with its value; `None` once dropped.
    Free(&'e str, Option<&'e str>),
}

type Index<'e> = HashMap<&'e str, usize, foldhash::fast::FixedState>;

/// One event. `'e` is the life of the arena that holds its values.
pub struct Event<'e> {
    arena: &'e Bump,
    symbols: &'e Symbols,
    record: Record<'e>,
    mapping: Option<&'e Mapped>,
    slots: ArenaVec<'e, Slot<'e>>,
    /// Fields beyond the record's, in the order of their making.
    made: ArenaVec<'e, Entry<'e>>,
    /// Places of the free entries in `made`, once there are enough of them.
    index: Option<Index<'e>>,
    /// The free names in order, once someone has asked for a beginning of a name; until they change.
    sorted: Option<ArenaVec<'e, &'e str>>,
    /// Whether the record's own fields still belong to the event as they are. Otherwise `made` lists everything.
    shows_record: bool,
    /// Whether a field of the record has got another value, or is gone.
    is_changed: bool,
    /// Whether the record could not be decoded to its end, when all of it was asked for.
    damage: &'e Cell<bool>,
}

impl<'e> Event<'e> {
    /// Reads an event from its record.
    ///
    /// # Errors
    /// When the record's JSON is not valid.
    #[inline]
    pub fn load(
        record: Record<'e>,
        projection: &'e Projection,
        symbols: &'e Symbols,
        arena: &'e Bump,
    ) -> Result<Self, json::Invalid> {
        let mut slots = ArenaVec::with_capacity_in(symbols.len(), arena);
        slots.resize(symbols.len(), Slot::default());
        let mut made = ArenaVec::new_in(arena);
        projection.load(&record, arena, &mut slots, &mut |symbol| made.push(Entry::Slot(symbol)))?;
        for entry in &made {
            if let Entry::Slot(symbol) = entry
                && let Some(slot) = slots.get_mut(symbol.index())
            {
                slot.listed = true;
            }
        }
        let mapping = projection.mapping();
        Ok(Self {
            arena,
            symbols,
            record,
            mapping,
            slots,
            made,
            index: None,
            sorted: None,
            shows_record: true,
            is_changed: false,
            damage: arena.alloc(Cell::new(false)),
        })
    }

    /// An event without fields, which keeps this one's record for free text.
    #[must_use]
    pub fn emptied(&self) -> Self {
        let mut slots = ArenaVec::with_capacity_in(self.slots.len(), self.arena);
        slots.resize(self.slots.len(), Slot::default());
        Self {
            arena: self.arena,
            symbols: self.symbols,
            record: self.record,
            mapping: self.mapping,
            slots,
            made: ArenaVec::new_in(self.arena),
            index: None,
            sorted: None,
            shows_record: false,
            is_changed: true,
            damage: self.damage,
        }
    }

    /// A copy that can be changed apart from this one.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {
            arena: self.arena,
            symbols: self.symbols,
            record: self.record,
            mapping: self.mapping,
            slots: self.slots.clone(),
            made: self.made.clone(),
            index: self.index.clone(),
            sorted: None,
            shows_record: self.shows_record,
            is_changed: self.is_changed,
            damage: self.damage,
        }
    }

    /// The arena that values made for this event go to.
    pub fn arena(&self) -> &'e Bump {
        self.arena
    }

    /// A text kept as long as the event.
    pub fn keep(&self, text: &str) -> &'e str {
        self.arena.alloc_str(text)
    }

    /// The names of the query.
    pub fn symbols(&self) -> &'e Symbols {
        self.symbols
    }

    /// What the event was when it was read.
    pub fn record(&self) -> Record<'e> {
        self.record
    }

    /// Whether a mapping adds fields to the record.
    pub fn is_mapped(&self) -> bool {
        self.mapping.is_some()
    }

    /// Whether free text looks into a field of this name.
    pub fn is_searched(&self, name: &str) -> bool {
        self.mapping.is_none_or(|mapping| mapping.is_searched(name))
    }

    /// Calls `field` for each field with which the event entered the query: those of its record, and those that the
    /// mapping of its file adds.
    pub fn for_each_entered(&self, field: &mut dyn FnMut(&'e str, &'e str)) {
        let decoded = match self.mapping {
            None => self.record.for_each(self.arena, field),
            Some(mapping) => mapping.for_each(&self.record, self.arena, field),
        };
        if decoded.is_err() {
            self.damage.set(true);
        }
    }

    /// The value of a field that the query names.
    #[inline]
    pub fn get(&self, symbol: Symbol) -> Option<&'e str> {
        self.slots.get(symbol.index()).and_then(|slot| slot.value)
    }

    /// Sets a field that the query names.
    #[inline]
    pub fn set(&mut self, symbol: Symbol, value: &'e str) {
        let Some(slot) = self.slots.get_mut(symbol.index()) else {
            return;
        };
        slot.value = Some(value);
        self.is_changed |= slot.from_record;
        if !(slot.from_record && self.shows_record) {
            self.list(symbol);
        }
    }

    fn list(&mut self, symbol: Symbol) {
        if let Some(slot) = self.slots.get_mut(symbol.index())
            && !slot.listed
        {
            slot.listed = true;
            self.made.push(Entry::Slot(symbol));
        }
    }

    /// Removes a field that the query names.
    pub fn remove(&mut self, symbol: Symbol) {
        self.is_changed = true;
        if let Some(slot) = self.slots.get_mut(symbol.index()) {
            slot.value = None;
        }
    }

    /// The value of a field by a name known only at run time.
    pub fn get_named(&mut self, name: &str) -> Option<&'e str> {
        if let Some(symbol) = self.symbols.find(name) {
            return self.get(symbol);
        }
        self.materialise();
        self.free_place(name).and_then(|place| match self.made.get(place) {
            Some(Entry::Free(_, value)) => *value,
            _ => None,
        })
    }

    /// Sets a field by a name known only at run time.
    pub fn set_named(&mut self, name: &'e str, value: &'e str) {
        if let Some(symbol) = self.symbols.find(name) {
            return self.set(symbol, value);
        }
        self.materialise();
        match self.free_place(name) {
            Some(place) => {
                if let Some(entry) = self.made.get_mut(place) {
                    if matches!(entry, Entry::Free(_, None)) {
                        self.sorted = None;
                    }
                    *entry = Entry::Free(name, Some(value));
                }
            }
            None => self.push_free(name, value),
        }
    }

    /// Removes a field by a name known only at run time.
    pub fn remove_named(&mut self, name: &str) {
        if let Some(symbol) = self.symbols.find(name) {
            return self.remove(symbol);
        }
        self.materialise();
        if let Some(place) = self.free_place(name)
            && let Some(Entry::Free(_, value)) = self.made.get_mut(place)
        {
            *value = None;
            self.sorted = None;
        }
    }

    fn push_free(&mut self, name: &'e str, value: &'e str) {
        let place = self.made.len();
        self.sorted = None;
        self.made.push(Entry::Free(name, Some(value)));
        match &mut self.index {
            Some(index) => {
                index.insert(name, place);
            }
            None if place >= 16 => {
                let free = self.made.iter().enumerate().filter_map(|(place, entry)| match entry {
                    Entry::Free(name, _) => Some((*name, place)),
                    Entry::Slot(_) => None,
                });
                self.index = Some(free.collect());
            }
            None => {}
        }
    }

    fn free_place(&self, name: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(name).copied(),
            None => self.made.iter().position(|entry| matches!(entry, Entry::Free(known, _) if *known == name)),
        }
    }

    /// Takes the list of fields, so that it can be written anew.
    fn take_made(&mut self) -> ArenaVec<'e, Entry<'e>> {
        let made = std::mem::replace(&mut self.made, ArenaVec::new_in(self.arena));
        for entry in &made {
            if let Entry::Slot(symbol) = entry
                && let Some(slot) = self.slots.get_mut(symbol.index())
            {
                slot.listed = false;
            }
        }
        self.index = None;
        self.sorted = None;
        made
    }

    /// Decodes what is left in the record, once, so that fields can be found by names made at run time.
    fn materialise(&mut self) {
        if !self.shows_record {
            return;
        }
        self.shows_record = false;
        let made = self.take_made();
        let mut fields: ArenaVec<'e, (&'e str, &'e str)> = ArenaVec::new_in(self.arena);
        self.for_each_entered(&mut |name, value| fields.push((name, value)));
        for (name, value) in fields {
            match self.symbols.find(name) {
                Some(symbol) => self.list(symbol),
                None => match self.free_place(name) {
                    Some(place) => {
                        if let Some(entry) = self.made.get_mut(place) {
                            *entry = Entry::Free(name, Some(value));
                        }
                    }
                    None => self.push_free(name, value),
                },
            }
        }
        for entry in made {
            if let Entry::Slot(symbol) = entry {
                self.list(symbol);
            }
        }
    }

    /// Keeps only the listed fields, in that order.
    pub fn select(&mut self, fields: &[Symbol]) {
        let mut kept = ArenaVec::with_capacity_in(fields.len(), self.arena);
        let mut slots = ArenaVec::with_capacity_in(self.slots.len(), self.arena);
        slots.resize(self.slots.len(), Slot::default());
        for symbol in fields {
            if let (Some(value), Some(slot)) = (self.get(*symbol), slots.get_mut(symbol.index()))
                && slot.value.is_none()
            {
                *slot = Slot { value: Some(value), from_record: false, listed: true };
                kept.push(Entry::Slot(*symbol));
            }
        }
        self.slots = slots;
        self.made = kept;
        self.index = None;
        self.sorted = None;
        self.shows_record = false;
    }

    /// Calls `field` for each field of the event, in the order of output: the record's fields first, then those the
    /// query made. A name comes once.
    pub fn for_each(&self, field: &mut dyn FnMut(&'e str, &'e str)) {
        if self.shows_record {
            self.for_each_of_record(field);
        }
        self.for_each_of_query(field);
    }

    /// Calls `field` for each field that the query made.
    fn for_each_of_query(&self, field: &mut dyn FnMut(&'e str, &'e str)) {
        for entry in &self.made {
            match entry {
                Entry::Slot(symbol) => {
                    let slot = self.slots.get(symbol.index()).copied().unwrap_or_default();
                    if let Some(value) = slot.value
                        && !(self.shows_record && slot.from_record)
                    {
                        field(self.symbols.name(*symbol), value);
                    }
                }
                Entry::Free(name, Some(value)) => field(name, value),
                Entry::Free(_, None) => {}
            }
        }
    }

    /// The JSON text of the record, when the event still shows all of its fields as they are. What else it shows is what
    /// [`Event::for_each_added`] gives.
    pub fn unchanged_text(&self) -> Option<&'e str> {
        let replaces = self.mapping.is_some_and(|mapping| mapping.replaces());
        match self.record {
            Record::Json(text) if self.shows_record && !self.is_changed && !replaces => Some(text),
            _ => None,
        }
    }

    /// Calls `field` for each field beside those of the record's own text.
    pub fn for_each_added(&self, field: &mut dyn FnMut(&'e str, &'e str)) {
        if let Some(mapping) = self.mapping {
            mapping.for_each_made(&self.record, self.arena, field);
        }
        self.for_each_of_query(field);
    }

    fn for_each_of_record(&self, field: &mut dyn FnMut(&'e str, &'e str)) {
        let mut seen = SeenNames::default();
        let mut doubled = false;
        let mut fields: ArenaVec<'e, (&'e str, &'e str)> = ArenaVec::with_capacity_in(32, self.arena);
        self.for_each_entered(&mut |name, value| {
            // Looking at all of them pays while there are few; the table that many need costs more.
            doubled |= seen.add(name) && (fields.len() > 128 || fields.iter().any(|(known, _)| *known == name));
            fields.push((name, value));
        });
        if doubled {
            // Of equal keys the last one counts (shapes of the input, inferred); it takes the first one's place.
            let mut places = Index::default();
            let mut kept: ArenaVec<'e, (&'e str, &'e str)> = ArenaVec::with_capacity_in(fields.len(), self.arena);
            for (name, value) in &fields {
                let place = *places.entry(name).or_insert(kept.len());
                match kept.get_mut(place) {
                    Some(field) => field.1 = value,
                    None => kept.push((name, value)),
                }
            }
            fields = kept;
        }
        for (name, value) in fields {
            match self.symbols.find(name) {
                Some(symbol) => {
                    if let Some(value) = self.get(symbol) {
                        field(name, value);
                    }
                }
                None => field(name, value),
            }
        }
    }

    /// The event as a row that outlives it.
    pub fn to_row(&self) -> Row {
        let mut row = Row::new();
        self.for_each(&mut |name, value| {
            let name: FieldName = match self.symbols.find(name) {
                Some(symbol) => self.symbols.name(symbol).clone(),
                None => name.into(),
            };
            row.push(name, value);
        });
        row
    }
}

/// A small filter that says quickly that no name came twice.
#[derive(Default)]
struct SeenNames {
    bits: [u64; 8],
    hash: foldhash::fast::FixedState,
}

impl SeenNames {
    /// Whether the name may have been there before.
    fn add(&mut self, name: &str) -> bool {
        use std::hash::BuildHasher;
        let hash = self.hash.hash_one(name) as usize;
        let (word, bit) = ((hash >> 6) & 7, 1u64 << (hash & 63));
        let Some(word) = self.bits.get_mut(word) else {
            return true;
        };
        let seen = *word & bit != 0;
        *word |= bit;
        seen
    }
}
