//! `slidingWindow()`: For every event of the sequence, computes the aggregate over the latest `events` events and adds the outputs to the event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "slidingWindow",
    summary: "For every event of the sequence, computes the aggregate over the latest `events` events and adds the outputs to the event.",
    page: "functions-slidingwindow.html",
    parameters: &[
        Parameter {
            default: Some("include"),
            values: &["exclude", "include"],
            ..Parameter::new("current", Kind::Text)
        },
        Parameter { required: true, min: Some(1), max: Some(1_000), ..Parameter::new("events", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
    ],
    output: &["the outputs of function, added to each event"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "For every event of the sequence, computes the aggregate over the latest `events` events and adds the outputs to the event; all events come out, in their order, with their own fields.",
        "current=include (default): the window is the current event and the events-1 before it. current=exclude: the `events` events before the current one.",
        "At the start of the sequence the window is simply shorter; an empty window gives sum 0 and count 0.",
        "events must be 1 to 1000; outside is an error.",
        "Must come after an ordering aggregate (head, sort, bucket, groupBy, timeChart ...); otherwise an error.",
        "Only sub-aggregates giving at most one row are allowed.",
        "Several aggregates are combined as in stats(); braces queries with a filter are allowed as sub-aggregates.",
        "Cannot be used in stats() next to other functions that give several rows.",
    ],
    examples: &[],
    build: None,
};
