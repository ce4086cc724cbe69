//! What an event was when it entered the query: a line of JSON, decoded fields, or a row.

use bumpalo::Bump;

use super::Row;
use crate::value::json;

/// The unchanging origin of an event.
#[derive(Clone, Copy, Debug)]
pub enum Record<'e> {
    /// The text of one JSON object, not yet decoded.
    Json(&'e str),
    /// Decoded fields in order, and the text that they were read from (the line of a CSV file, ...).
    Fields {
        /// Names and values.
        fields: &'e [(&'e str, &'e str)],
        /// What `@rawstring` is when no field says so.
        raw: Option<&'e str>,
    },
    /// An event made by a function or an aggregate.
    Row(&'e Row),
}

impl<'e> Record<'e> {
    /// Calls `field` for each field, in order, flattened (`a.b`, `a[0]`).
    ///
    /// # Errors
    /// When the JSON text is not valid.
    pub fn for_each(&self, arena: &'e Bump, field: &mut dyn FnMut(&'e str, &'e str)) -> Result<(), json::Invalid> {
        match self {
            Self::Json(text) => json::flatten(text, arena, field)?,
            Self::Fields { fields, .. } => fields.iter().for_each(|(name, value)| field(name, value)),
            Self::Row(row) => row.iter().for_each(|(name, value)| field(name, value)),
        }
        Ok(())
    }

    /// What `@rawstring` is when the record has no field of that name (shapes of the input: the exact input line).
    pub fn raw(&self) -> Option<&'e str> {
        match self {
            Self::Json(text) => Some(text),
            Self::Fields { raw, .. } => *raw,
            Self::Row(_) => None,
        }
    }
}
