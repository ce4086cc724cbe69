//! Tests of queries: the case format, the comparison, the runner.

pub mod case;
pub mod compare;
pub mod runner;
pub mod same_rows;

pub use case::{Case, CaseFile};
pub use runner::{Mode, Outcome};
pub use same_rows::{Difference, verify};
