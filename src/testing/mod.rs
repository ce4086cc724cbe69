//! Tests of queries: the case format, the comparison with what was found, the runner, reports.

pub mod case;
pub mod compare;
pub mod coverage;
pub mod expectation;
pub mod file;
pub mod report;
pub mod runner;
pub mod same_rows;
pub mod suite;
pub mod update;

pub use case::{Case, CaseFile};
pub use runner::{Mode, Outcome};
pub use same_rows::{Difference, verify};
