//! The list of an event's fields, in which no name occurs twice.

use std::collections::HashSet;

use bumpalo::Bump;
use bumpalo::collections::{String as ArenaString, Vec as ArenaVec};

/// The set of names in use, kept from one event to the next to save allocations.
#[derive(Default)]
pub(super) struct Names<'a> {
    set: HashSet<&'a str>,
}

/// A set that has grown larger than this is not kept: emptying it costs what it could hold.
const KEPT: usize = 1024;

/// Names that stand for numbers with Falcon, while auditd adds the names of users and groups under them.
const RESERVED: [&str; 2] = ["UID", "GID"];

/// The fields of one event.
pub(super) struct Fields<'a, 'n> {
    list: ArenaVec<'a, (&'a str, &'a str)>,
    names: &'n mut Names<'a>,
    /// The last number given to tell equal names apart. It only grows, so that names with many equals cost no search.
    repeats: usize,
    arena: &'a Bump,
}

impl<'a, 'n> Fields<'a, 'n> {
    /// An empty list.
    pub(super) fn new(names: &'n mut Names<'a>, arena: &'a Bump) -> Self {
        if names.set.capacity() > KEPT {
            names.set = HashSet::new();
        }
        names.set.clear();
        Self { list: ArenaVec::new_in(arena), names, repeats: 0, arena }
    }

    /// Adds a field with one of Falcon's names, unless there is no value or the name is in use.
    pub(super) fn falcon(&mut self, name: &'static str, value: Option<&'a str>) {
        if let Some(value) = value
            && self.names.set.insert(name)
        {
            self.list.push((name, value));
        }
    }

    /// Adds a field under its key or, if that is in use, under `prefix.key`.
    pub(super) fn bare(&mut self, prefix: &str, key: &'a str, value: &'a str) {
        if !RESERVED.contains(&key) && self.names.set.insert(key) {
            self.list.push((key, value));
        } else {
            self.prefixed(prefix, key, value);
        }
    }

    /// Adds a field under `prefix.key` or, if that is in use, under `prefix[n].key`.
    pub(super) fn prefixed(&mut self, prefix: &str, key: &str, value: &'a str) {
        let mut name = self.concat(&[prefix, ".", key]);
        while !self.names.set.insert(name) {
            self.repeats += 1;
            name = self.concat(&[prefix, "[", &self.repeats.to_string(), "].", key]);
        }
        self.list.push((name, value));
    }

    /// The finished list.
    pub(super) fn finish(self) -> &'a [(&'a str, &'a str)] {
        self.list.into_bump_slice()
    }

    /// Makes a text that lives as long as the event.
    pub(super) fn concat(&self, parts: &[&str]) -> &'a str {
        let mut text = ArenaString::with_capacity_in(parts.iter().map(|part| part.len()).sum(), self.arena);
        for part in parts {
            text.push_str(part);
        }
        text.into_bump_str()
    }

    /// Where such texts live.
    pub(super) fn arena(&self) -> &'a Bump {
        self.arena
    }
}
