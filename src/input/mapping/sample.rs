//! The fields of one record, for telling where it comes from.

use bumpalo::Bump;

use crate::event::Record;

/// A record as the sources look at it.
pub(in crate::input) struct Sample<'s> {
    fields: Vec<(&'s str, &'s str)>,
    /// Its text, where it is nothing but text.
    text: Option<&'s str>,
}

impl<'s> Sample<'s> {
    /// Decodes a record; a broken one has no fields.
    pub fn of(record: &Record<'s>, arena: &'s Bump) -> Self {
        let mut fields = Vec::new();
        let _ = record.for_each(arena, &mut |name, value| fields.push((name, value)));
        let text = if fields.is_empty() { record.raw() } else { None };
        Self { fields, text }
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&'s str> {
        self.fields.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// Whether the record has a field.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether it has one of these fields.
    pub fn has_one(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// Whether it has all of these fields.
    pub fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    /// Whether a name begins so.
    pub fn has_beginning(&self, beginning: &str) -> bool {
        self.fields.iter().any(|(name, _)| name.starts_with(beginning))
    }

    /// Whether a name ends so.
    pub fn has_ending(&self, ending: &str) -> bool {
        self.fields.iter().any(|(name, _)| name.ends_with(ending))
    }

    /// The text of a record that has no fields.
    pub fn text(&self) -> Option<&'s str> {
        self.text
    }
}
