//! `tail()`: The most recent limit events by @timestamp, or by @ingesttimestamp where there is no @timestamp.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "tail",
    summary: "The most recent limit events by @timestamp, or by @ingesttimestamp where there is no @timestamp.",
    page: "functions-tail.html",
    parameters: &[Parameter {
        unnamed: true,
        default: Some("200"),
        min: Some(1),
        max: Some(200_000),
        summary: "StateRowLimit",
        ..Parameter::new("limit", Kind::Integer)
    }],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "The most recent limit events by @timestamp, or by @ingesttimestamp where there is no @timestamp; events keep all fields.",
        "If neither field exists the query fails with the message: Expected events to have a @timestamp field for tail to work.",
        "limit 1 to 200,000 (StateRowLimit); limit=max is the upper bound. Fewer matching events: all are returned.",
        "An implicit tail(200) ends every query that has no aggregate (display only; exports are complete).",
        "As a sub-aggregate it keeps the latest event(s) of each group: groupBy(f, function=tail(1)).",
        "[undocumented] Order of the returned events and which events win among equal timestamps. head() is said to sort by time; ascending time order is the natural counterpart.",
    ],
    examples: &[],
    build: None,
};
