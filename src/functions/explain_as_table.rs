//! `explain:asTable()`: Replaces the result of the query by a table of performance figures, one row per step of the optimised query.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "explain:asTable",
    summary: "Replaces the result of the query by a table of performance figures, one row per step of the optimised query.",
    page: "functions-explain-astable.html",
    parameters: &[Parameter { default: Some("true"), ..Parameter::new("showPrefilters", Kind::Boolean) }],
    output: &["stepID", "step", "timeMs"],
    roles: Roles::TRANSFORM,
    support: Support::CloudOnly("it shows the work of LogScale's own planner"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Replaces the result of the query by a table of performance figures, one row per step of the optimised query: stepID, step (what it does), timeMs (processing time), number of events handled and, unless showPrefilters=false, the effect of prefilters made from tag and text filters. Only the first three column names were visible to me.",
        "Also times join() and defineTable() subqueries.",
        "For ad hoc use only; not supported with correlate(); experimental.",
        "Figures depend on the machine and cannot be tested for values.",
    ],
    examples: &[],
    build: None,
};
