//! Tree to facts and diagnostics: which argument goes to which parameter, and findings about the query.

pub mod arguments;
pub mod dialect;
pub mod mentions;
