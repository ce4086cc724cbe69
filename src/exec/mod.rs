//! The executable forms that a query is lowered to, and what they do to one event: expressions, conditions, stages,
//! aggregates, pipelines. Functions plug in here through [`function::Function`]; they see neither tree nor planner.

pub mod aggregate;
pub mod arguments;
pub mod condition;
pub mod context;
pub mod expression;
pub mod free_text;
pub mod function;
pub mod geography;
pub mod output;
pub mod pipeline;
pub mod probe;
pub mod results;
pub mod stage;
pub mod stats;
pub mod subquery;
pub mod value;

pub use aggregate::{Aggregate, Aggregation, RowCount, States};
pub use arguments::{Build, Target};
pub use condition::Condition;
pub use context::{Context, Settings, Warning};
pub use expression::Expression;
pub use function::{Compute, Executable, Function, Source, Test, Transform};
pub use pipeline::{Pipeline, Reduction};
pub use probe::{Probe, Watch};
pub use results::Results;
pub use stage::{Flow, Stage};
pub use stats::Stats;
pub use value::Value;
