//! `start()`: Gives the beginning of the search interval in epoch milliseconds (UTC).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "start",
    summary: "Gives the beginning of the search interval in epoch milliseconds (UTC).",
    page: "functions-start.html",
    parameters: &[Parameter { unnamed: true, default: Some("_start"), ..Parameter::new("as", Kind::Output) }],
    output: &["_start"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Gives the beginning of the search interval in epoch milliseconds (UTC).",
        "In expressions it is just a number: test(@timestamp < (start() + 30*24*60*60*1000)), x := (@timestamp - start()) < 1000.",
        "As a plain function it writes the value to as (default _start) on every event; s := start() also works.",
        "In join/defineTable subqueries it is the start of the subquery's own interval.",
        "Live queries: now minus the interval's length.",
        "Not usable in parsers (no search interval).",
        "setTimeInterval() changes it. [undocumented] with an interval open at the start (all time): 0 is the natural value offline.",
    ],
    examples: &[],
    build: None,
};
