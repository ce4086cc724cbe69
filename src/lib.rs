//! offscale runs CrowdStrike LogScale queries (CQL) offline, over event files on disk.

pub mod ast;
pub mod diagnostic;
pub mod event;
pub mod input;
pub mod parser;
pub mod source;
pub mod symbol;
pub mod value;
