//! What several functions have in common.

pub mod array;
pub mod key_search;
pub mod lookup;
pub mod order;
pub mod scalar;
pub mod subquery;
pub mod time_field;
pub mod window;
