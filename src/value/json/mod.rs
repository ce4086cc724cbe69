//! JSON text as events see it: flattened fields with their values' text, a projection that skips what is not asked for.

use bumpalo::Bump;

/// Why a text is not a JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Byte offset of the trouble.
    pub offset: usize,
    /// What was found and what was expected.
    pub message: String,
}

/// The names that a projection looks for.
#[derive(Debug)]
pub struct Keys;

impl Keys {
    /// Compiles the names; the position of a name in the list is its key.
    pub fn new<'n>(_names: impl Iterator<Item = &'n str>) -> Self {
        Self
    }

    /// The key of a whole (flattened) name.
    pub fn find(&self, _name: &str) -> Option<usize> {
        None
    }
}

/// Calls `field` for each flattened field.
///
/// # Errors
/// When the text is not one JSON object.
pub fn flatten<'e>(_text: &'e str, _arena: &'e Bump, _field: &mut dyn FnMut(&'e str, &'e str)) -> Result<(), Invalid> {
    Ok(())
}

/// Calls `set` with the key and value of each field that is among the keys.
///
/// # Errors
/// When the text is not one JSON object.
pub fn project<'e>(
    _text: &'e str,
    _keys: &Keys,
    _arena: &'e Bump,
    _set: &mut dyn FnMut(usize, &'e str),
) -> Result<(), Invalid> {
    Ok(())
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at byte {}", self.message, self.offset)
    }
}
