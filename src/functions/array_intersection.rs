//! `array:intersection()`: Aggregates all events into one row with an array of the values that occur in every event that has the array.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:intersection",
    summary: "Aggregates all events into one row with an array of the values that occur in every event that has the array.",
    page: "functions-array-intersection.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_intersection"), ..Parameter::new("as", Kind::Output) },
    ],
    output: &["_intersection[0..]"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregates all events into one row with an array of the values that occur in every event that has the array.",
        "The result is a set: repeated values inside one event count once (one event with foo, bar, bar gives foo and bar).",
        "Events with an empty or absent array are ignored rather than making the result empty.",
        "The order of the output elements is not defined.",
        "If no event has the array the output is empty.",
        "array may be written with brackets (\"to[]\") or as the bare prefix (to); as is given without brackets and is followed by [0], [1] ... in the output.",
        "Marked as behind feature flag ArrayFunctions in the product.",
        "[undocumented] whether \"empty output\" means no row or a row without fields; no row is the natural reading.",
    ],
    examples: &[],
    build: None,
};
