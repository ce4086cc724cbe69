//! JSON text as events see it: flattened fields with their values' text, a projection that skips what is not asked for.
//!
//! One pass from left to right, no tree. A text is valid when RFC 8259 says so, with two allowances that lose nothing:
//! escapes of lone surrogates read as U+FFFD, and objects and arrays may nest [`MAX_DEPTH`] levels.

mod by_name;
mod copy;
mod flatten;
mod keys;
mod project;
mod scan;
#[cfg(test)]
mod tests;
mod unescape;
mod write;

pub use copy::copy_members;
pub use flatten::{FlattenOptions, NullHandling, flatten, flatten_value};
pub use keys::Keys;
pub use project::{project, scan};
pub use scan::{Kind, MAX_DEPTH, validate};
pub use write::{Escaping, write_string};

/// Why a text is not a JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Byte offset of the trouble.
    pub offset: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} at byte {}", self.message, self.offset)
    }
}

impl std::error::Error for Invalid {}

/// Whether the text is one valid JSON object, white space around it aside.
#[must_use]
pub fn is_object(text: &str) -> bool {
    validate(text) == Ok(Kind::Object)
}
