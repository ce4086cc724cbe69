//! What a mapping adds to the records of a file: fields made from other fields of the same record, as the pipeline that
//! ingests them into LogScale would have made them.

use std::fmt::Debug;

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::Record;
use crate::value::json;

/// The name under which a mapping may read the text of the record.
pub const RAW: &str = "@rawstring";

/// A field that a mapping makes.
#[derive(Clone, Debug)]
pub struct DerivedField {
    /// Its name. One that begins with `@` is metadata, which shows only when the query names it.
    pub name: &'static str,
    /// The fields of the record that it is made from; [`RAW`] is the record's text where no field has that name.
    pub inputs: Vec<&'static str>,
    /// Whether the first input is enough when it is there, so that nobody need look for the others.
    pub first_decides: bool,
    /// Whether it takes the place of a field of that name in the record; otherwise only a record without one gets it.
    pub replaces: bool,
    /// Its value, where that is the same for all records.
    pub constant: Option<&'static str>,
    /// Whether its value is part of an input's text as it is, so that a literal in it can be searched in the record.
    pub verbatim: bool,
    /// Whether it comes from another event of the input. Free text does not look into it: whether any event at all holds a
    /// word would take a pass over everything.
    pub from_elsewhere: bool,
}

impl DerivedField {
    /// A field that only records without one get, whose value is made anew from its inputs.
    pub fn new(name: &'static str, inputs: Vec<&'static str>) -> Self {
        Self {
            name,
            inputs,
            first_decides: false,
            replaces: false,
            constant: None,
            verbatim: false,
            from_elsewhere: false,
        }
    }
}

/// The vocabulary of one kind of source.
pub trait Mapping: Debug + Send + Sync {
    /// Its name on the command line.
    fn name(&self) -> &str;

    /// The fields that it makes, in the order of output.
    fn fields(&self) -> &[DerivedField];

    /// Makes the field at a place of [`Mapping::fields`] from its inputs. `None` when there is nothing to make it from.
    fn derive<'e>(&'e self, field: usize, inputs: &[Option<&'e str>], arena: &'e Bump) -> Option<&'e str>;

    /// Whether the field at a place, which is not verbatim, may hold a literal that the record does not.
    fn may_hold(&self, _field: usize, _literal: &str) -> bool {
        true
    }
}

/// A mapping made ready to show whole records.
#[derive(Debug)]
pub struct Mapped {
    mapping: Box<dyn Mapping>,
    keys: json::Keys,
    /// How many keys there are.
    names: usize,
    derived: Vec<Derived>,
}

#[derive(Debug)]
struct Derived {
    /// The key of the field's own name.
    own: usize,
    inputs: Vec<usize>,
}

impl Mapped {
    /// Makes a mapping ready.
    pub fn new(mapping: Box<dyn Mapping>) -> Self {
        let mut names: Vec<&'static str> = Vec::new();
        let mut key = |name: &'static str| {
            names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let derived = mapping
            .fields()
            .iter()
            .map(|field| Derived {
                own: key(field.name),
                inputs: field.inputs.iter().map(|input| key(input)).collect(),
            })
            .collect();
        Self { keys: json::Keys::new(names.iter().copied()), names: names.len(), derived, mapping }
    }

    /// The mapping itself.
    pub fn mapping(&self) -> &dyn Mapping {
        &*self.mapping
    }

    /// The place of a field that it makes.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.mapping.fields().iter().position(|field| field.name == name)
    }

    /// Whether what the record's text does not hold cannot be in this field.
    pub fn is_verbatim(&self, name: &str) -> bool {
        self.mapping.fields().iter().all(|field| field.name != name || field.verbatim)
    }

    /// Whether free text may find one of the literals in a field that is made, although the record does not hold it.
    pub fn may_add(&self, literals: &[String]) -> bool {
        let searched = |field: &DerivedField| !field.name.starts_with(['#', '@']) && !field.from_elsewhere;
        self.mapping.fields().iter().enumerate().any(|(place, field)| {
            searched(field) && !field.verbatim && literals.iter().any(|literal| self.mapping.may_hold(place, literal))
        })
    }

    /// Whether free text looks into this field.
    pub fn is_searched(&self, name: &str) -> bool {
        self.mapping.fields().iter().all(|field| field.name != name || !field.from_elsewhere)
    }

    /// Whether it changes fields of records.
    pub fn replaces(&self) -> bool {
        self.mapping.fields().iter().any(|field| field.replaces)
    }

    /// Calls `field` for each field that the mapping adds to a record; metadata aside.
    pub fn for_each_made<'e>(&'e self, record: &Record<'e>, arena: &'e Bump, field: &mut dyn FnMut(&'e str, &'e str)) {
        let mut values = ArenaVec::with_capacity_in(self.names, arena);
        values.resize(self.names, None);
        let mut set = |key: usize, value| {
            if let Some(slot) = values.get_mut(key) {
                *slot = Some(value);
            }
        };
        // The record was read before, so reading it again cannot fail.
        let _ = match record {
            Record::Json(text) => json::project(text, &self.keys, arena, &mut set),
            record => record.for_each(arena, &mut |name, value| {
                if let Some(key) = self.keys.find(name) {
                    set(key, value);
                }
            }),
        };
        for (name, value, own) in self.make(&mut values, record, arena) {
            if own.is_none() {
                field(name, value);
            }
        }
    }

    /// What is made from a record, whose values are given by key; with the key of the field that it replaces.
    fn make<'e>(
        &'e self,
        values: &mut [Option<&'e str>],
        record: &Record<'e>,
        arena: &'e Bump,
    ) -> ArenaVec<'e, (&'e str, &'e str, Option<usize>)> {
        if let Some(raw) = self.keys.find(RAW).and_then(|key| values.get_mut(key)) {
            *raw = raw.or_else(|| record.raw());
        }
        let mut inputs = ArenaVec::new_in(arena);
        let mut made = ArenaVec::with_capacity_in(self.derived.len(), arena);
        for (place, (derived, facts)) in self.derived.iter().zip(self.mapping.fields()).enumerate() {
            let is_there = values.get(derived.own).copied().flatten().is_some();
            if if is_there { !facts.replaces } else { facts.name.starts_with('@') } {
                continue;
            }
            inputs.clear();
            inputs.extend(derived.inputs.iter().map(|key| values.get(*key).copied().flatten()));
            if let Some(value) = self.mapping.derive(place, &inputs, arena) {
                made.push((facts.name, value, is_there.then_some(derived.own)));
            }
        }
        made
    }

    /// Calls `field` for each field of a record, in order, and then for those that the mapping adds; metadata aside.
    ///
    /// # Errors
    /// When the JSON text of the record is not valid.
    pub fn for_each<'e>(
        &'e self,
        record: &Record<'e>,
        arena: &'e Bump,
        field: &mut dyn FnMut(&'e str, &'e str),
    ) -> Result<(), json::Invalid> {
        let mut values = ArenaVec::with_capacity_in(self.names, arena);
        values.resize(self.names, None);
        let mut fields: ArenaVec<'e, (&'e str, &'e str, Option<usize>)> = ArenaVec::with_capacity_in(48, arena);
        record.for_each(arena, &mut |name, value| {
            let key = self.keys.find(name);
            if let Some(slot) = key.and_then(|key| values.get_mut(key)) {
                *slot = Some(value);
            }
            fields.push((name, value, key));
        })?;
        let made = self.make(&mut values, record, arena);
        for (name, value, key) in fields {
            let replaced = made.iter().find(|(_, _, own)| own.is_some() && *own == key);
            field(name, replaced.map_or(value, |(_, value, _)| value));
        }
        made.iter().filter(|(_, _, own)| own.is_none()).for_each(|(name, value, _)| field(name, value));
        Ok(())
    }
}
