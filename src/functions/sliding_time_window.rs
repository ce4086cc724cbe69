//! `slidingTimeWindow()`: For every event of the sequence, computes the aggregate over the events of the preceding span of time and adds the outputs to the event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "slidingTimeWindow",
    summary: "For every event of the sequence, computes the aggregate over the events of the preceding span of time and adds the outputs to the event.",
    page: "functions-slidingtimewindow.html",
    parameters: &[
        Parameter {
            default: Some("include"),
            values: &["exclude", "include"],
            ..Parameter::new("current", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("span", Kind::Duration) },
        Parameter {
            default: Some("@timestamp or @ingesttimestamp, whichever the query runs on"),
            ..Parameter::new("timestampfield", Kind::Field)
        },
    ],
    output: &["the outputs of function, added to each event"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "For every event of the sequence, computes the aggregate over the events of the preceding span of time and adds the outputs to the event; all events come out, in their order, with their own fields.",
        "[figures] The window of an event at time t holds the events with t - span < time <= t: an event exactly span older is out (sum example: 1001 is not in the 3 s window of 4001).",
        "current=exclude leaves the current event itself out; the lower edge stays the same.",
        "[figures] An empty window gives sum 0 and count 0.",
        "An output with the name of an existing field overwrites it (selectLast(status) over the window sets status).",
        "Must come after an aggregate that establishes an order (head, sort, bucket, groupBy, timeChart ...); otherwise an error. Inside groupBy(key, function=slidingTimeWindow(...)) it works per group, after a preceding ordering aggregate.",
        "Only sub-aggregates that give at most one row are allowed (sum, avg, count, selectLast, { filter | count() } ...); others are an error.",
        "Events must be in ascending time order of timestampfield; unordered or missing timestamps are an error at run time.",
        "A window holds at most 10,000 events. [undocumented] what happens beyond (error or warning).",
        "Several aggregates are combined as in stats(); a braces query may filter first: [{status=\"failure\" | count(as=failures)}, selectLast(status)].",
        "Cannot be used in stats() next to other functions that give several rows.",
        "span may be quoted or not: span=3s, span=\"3s\".",
    ],
    examples: &[],
    build: None,
};
