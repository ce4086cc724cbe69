//! `groupBy()`: Groups the events by the values of one or several fields and aggregates each group.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "groupBy",
    summary: "Groups the events by the values of one or several fields and aggregates each group.",
    page: "functions-groupby.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("20000"), max: Some(1_000_000), ..Parameter::new("limit", Kind::Integer) },
    ],
    output: &["_count"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Groups the events by the values of one or several fields and aggregates each group; every output row has the grouping fields and the aggregate outputs.",
        "function defaults to count(as=_count); function=[] aggregates nothing and lists the distinct values or combinations.",
        "Several aggregates are combined by the stats() rules: one row when all give at most one row, otherwise the Cartesian product; an aggregate with no row counts as one empty row; conflicting values for the same output field are an error.",
        "Composite functions in braces are allowed, alone or in the list: {count() | r := _count/300}, {status=\"failure\" | count(as=n)}, {sort(ts) | collect(ts)}; saved queries are not allowed there.",
        "Nested groupBy() in function multiplies rows and repeats the outer aggregates on each of them.",
        "Sequence functions (accumulate, partition, neighbor, slidingTimeWindow, session) inside function run per group on the events of that group in their order.",
        "limit: most groups kept; default 20,000 (GroupDefaultLimit), at most 1,000,000 (GroupMaxLimit), limit=max uses that maximum. When it is exceeded the result is incomplete, a warning is given and counts are lower bounds; groups with the highest total of numeric outputs are preferred. A memory limit may also cut groups.",
        "When grouping by several fields, an event lacking one of them forms groups with no value in that field (shown by an example with a row GET / no value).",
        "Row order is not defined; sort() afterwards when it matters. Samples mostly show ascending keys.",
        "Field names may be quoted or not; tag fields (#type) and @ fields can be used.",
        "Duplicates are removed with groupBy(f, function=tail(1)).",
        "[undocumented] events lacking the only grouping field (dropped, or a group without value); offscale has to choose.",
    ],
    examples: &[],
    build: None,
};
