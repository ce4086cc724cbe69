//! What several functions have in common.

pub mod array;
pub mod element;
pub mod lookup;
pub mod object_array;
pub mod order;
pub mod scalar;
pub mod time_field;
pub mod window;
