//! `array:reduceRow()`: Per event, aggregates the elements of its array and adds the result to the event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:reduceRow",
    summary: "Per event, aggregates the elements of its array and adds the result to the event.",
    page: "functions-array-reducerow.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_reduceRow"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("var", Kind::Text) },
    ],
    output: &["_reduceRow or _avg (contradictory)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Per event, aggregates the elements of its array and adds the result to the event; all other fields stay.",
        "Only aggregates that output a single event with a single field (avg, count, sum, max ...) are allowed; join() and groupBy() are refused.",
        "Name of the result field: the parameter table says as (default _reduceRow), the introduction says _reduceRow._avg, the sample table shows _avg. Not settled by the documentation (see doubtful-1.md).",
        "Experimental, behind feature flag ArrayFunctions.",
        "[inferred] an event without the array passes without a result field.",
    ],
    examples: &[],
    build: None,
};
