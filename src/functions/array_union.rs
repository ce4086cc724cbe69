//! `array:union()`: Aggregates all events into one row with an array of the distinct values found in the array of any event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:union",
    summary: "Aggregates all events into one row with an array of the distinct values found in the array of any event.",
    page: "functions-array-union.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_union"), ..Parameter::new("as", Kind::Output) },
    ],
    output: &["_union[0..]"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregates all events into one row with an array of the distinct values found in the array of any event.",
        "The order of the output elements is not defined.",
        "If no event has the array the output is empty.",
        "array may be the bare prefix (mailto) or carry brackets; as is given without brackets.",
        "split(NAME) after it turns the array into one event per value.",
        "Experimental, behind feature flag ArrayFunctions.",
    ],
    examples: &[],
    build: None,
};
