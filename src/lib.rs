//! offscale runs CrowdStrike LogScale queries (CQL) offline, over event files on disk.

pub mod ast;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod eval;
pub mod event;
pub mod exec;
pub mod functions;
pub mod input;
pub mod library;
pub mod lookup;
pub mod output;
pub mod parser;
pub mod plan;
pub mod repl;
pub mod session;
pub mod source;
pub mod symbol;
pub mod testing;
pub mod value;
