//! What several functions have in common.

pub mod array;
pub mod bucket_width;
pub mod byte_set;
pub mod element;
pub mod event_time;
pub mod groups;
pub mod key_value;
pub mod letter_case;
pub mod lookup;
pub mod object_array;
pub mod order;
pub mod parse_error;
pub mod printf;
pub mod rate_unit;
pub mod scalar;
pub mod subnets;
pub mod subquery;
pub mod time_buckets;
pub mod time_field;
pub mod window;
