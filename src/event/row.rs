//! An event that outlives its input: what aggregates keep, results, and the events that functions make.

use serde::{Deserialize, Serialize};

use crate::symbol::FieldName;

/// An owned event: field names and texts, in order. All texts share one buffer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    text: String,
    /// Name and end of the value in `text`.
    fields: Vec<(FieldName, u32)>,
}

impl Row {
    /// A row without fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// A row without fields that has room for so many of them, and for so many bytes of values.
    pub fn with_capacity(fields: usize, bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), fields: Vec::with_capacity(fields) }
    }

    /// Appends a field. The caller sees to it that the name is new; [`Row::set`] does not need that.
    pub fn push(&mut self, name: FieldName, value: &str) {
        self.text.push_str(value);
        self.fields.push((name, u32::try_from(self.text.len()).unwrap_or(u32::MAX)));
    }

    /// Sets a field, in its old place if there is one.
    pub fn set(&mut self, name: FieldName, value: &str) {
        if self.get(&name).is_none() {
            return self.push(name, value);
        }
        let old = std::mem::take(self);
        for (key, text) in old.iter() {
            self.push(key.clone(), if *key == name { value } else { text });
        }
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(key, _)| key.as_ref() == name).map(|(_, value)| value)
    }

    /// Fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&FieldName, &str)> {
        let mut start = 0usize;
        self.fields.iter().map(move |(name, end)| {
            let value = self.text.get(start..*end as usize).unwrap_or("");
            start = *end as usize;
            (name, value)
        })
    }

    /// How many fields.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether it has no field.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Bytes of memory it takes, roughly.
    pub fn size(&self) -> usize {
        std::mem::size_of::<Self>() + self.text.len() + self.fields.len() * std::mem::size_of::<(FieldName, u32)>()
    }
}

impl<N: Into<FieldName>, V: AsRef<str>> FromIterator<(N, V)> for Row {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let mut row = Self::new();
        for (name, value) in fields {
            row.push(name.into(), value.as_ref());
        }
        row
    }
}
