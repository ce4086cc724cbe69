//! What field texts mean: numbers, points in time, patterns, JSON. Pure functions over text.

pub mod glob;
pub mod json;
pub mod number;
pub mod regex;
pub mod time;
