//! What several functions have in common.

pub mod array;
pub mod letter_case;
pub mod lookup;
pub mod order;
pub mod printf;
pub mod scalar;
pub mod subnets;
pub mod time_field;
pub mod window;
