//! `end()`: Writes the end of the search interval in epoch milliseconds on every event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "end",
    summary: "Writes the end of the search interval in epoch milliseconds on every event.",
    page: "functions-end.html",
    parameters: &[Parameter { unnamed: true, default: Some("_end"), ..Parameter::new("as", Kind::Output) }],
    output: &["_end"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the end of the search interval in epoch milliseconds on every event.",
        "The unnamed argument is the output field: end(\"stop\").",
        "In a live query it equals now(). In a defineTable() or join subquery it is the end of that subquery.",
        "Not available in parsers.",
        "In expressions: old := (end() - @timestamp) > 1000 writes true or false.",
        "[inferred] offline without a time range the end must be chosen by the program (for example run time or newest event).",
    ],
    examples: &[],
    build: None,
};
