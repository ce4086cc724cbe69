//! `now()`: Current time in milliseconds since 1970 UTC.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "now",
    summary: "Current time in milliseconds since 1970 UTC.",
    page: "functions-now.html",
    parameters: &[Parameter { unnamed: true, default: Some("_now"), ..Parameter::new("as", Kind::Output) }],
    output: &["_now"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Current time in milliseconds since 1970 UTC.",
        "In a historical (static) query it is the moment the query was issued: one constant for all events and all calls.",
        "In live queries it is evaluated per event before the first aggregator and continuously after it.",
        "It is not the end of the search interval (that is end()), although one example text mixes the two.",
        "Allowed in expressions: (now() - @timestamp) > 1000.",
        "For reproducible offline runs the program should let the clock be fixed.",
    ],
    examples: &[],
    build: None,
};
