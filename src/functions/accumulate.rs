//! `accumulate()`: Walks an ordered event sequence and emits every input event once, in the same order, with all of its own fields plus the fields that the given aggregate(s) yiel.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "accumulate",
    summary: "Walks an ordered event sequence and emits every input event once, in the same order, with all of its own fields plus the fields that the given aggregate(s) yiel.",
    page: "functions-accumulate.html",
    parameters: &[
        Parameter {
            default: Some("include"),
            values: &["exclude", "include"],
            ..Parameter::new("current", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "Walks an ordered event sequence and emits every input event once, in the same order, with all of its own fields plus the fields that the given aggregate(s) yield over the events seen so far.",
        "current=include (default) makes the aggregated prefix end with the current event; current=exclude makes it end with the event before, so the first event sees an aggregate over nothing.",
        "Output field names are those of the inner aggregate: sum(x) gives _sum, avg(x) gives _avg, count() gives _count, or the name in its as parameter.",
        "Only aggregates that output at most one row are accepted; an aggregate that can output several rows (groupBy, table, collect with multival=false ...) is an error.",
        "A list of aggregates is combined by the stats() rules (see common.stats).",
        "An aggregate such as head(), sort(), bucket(), groupBy() or timeChart() must come earlier in the pipeline so that the order is defined; without one the query is refused.",
        "It may also be used as the function of groupBy() or partition(): it then runs once per group or partition and outputs all rows of it, each with the group key and its own fields.",
        "An event lacking the aggregated field, or holding a non-number there, still passes; the running value simply does not change. sum() over no numbers is 0, so a running sum starts at 0 in that case; avg() over no numbers yields no field.",
        "Whole results print without a decimal part (5, 4), others in full (5.5, 3.5).",
        "Under timeChart(span=1000ms, function=sum(v)) empty buckets carry _sum 0 and the running total is repeated for them.",
        "[inferred] an inner aggregate whose output name equals an existing field of the event overwrites that field on the emitted row.",
        "[undocumented] the wording of the error when no ordering aggregate precedes it.",
    ],
    examples: &[],
    build: None,
};
