//! Tree to facts and diagnostics: which argument goes to which parameter, and findings about the query.

pub mod arguments;
pub mod dialect;
pub mod explain;
mod explain_texts;
pub mod flow;
pub mod lints;
pub mod mentions;

use crate::diagnostic::Code;

pub use explain::{Explanation, explain};

/// Every code there is: those of reading and running queries, and those of the lints.
pub fn codes() -> impl Iterator<Item = Code> {
    Code::all().chain(lints::ALL.iter().map(|lint| lint.code)).chain(lints::suppress::CODES.iter().copied())
}

/// The code of that name.
pub fn code(name: &str) -> Option<Code> {
    codes().find(|code| code.name() == name)
}
