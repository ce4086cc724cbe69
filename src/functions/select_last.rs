//! `selectLast()`: One output row.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selectLast",
    summary: "One output row.",
    page: "functions-selectlast.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) }],
    output: &["the listed fields"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "One output row; each listed field gets the value from the most recent event that has this field. Different fields may thus come from different events.",
        "Most recent means by @timestamp in a plain search, and by position in the sequence when used in sequence functions after a sort or head (slidingWindow, slidingTimeWindow, partition, accumulate).",
        "selectLast([@timestamp]) gives the same value as max(@timestamp).",
        "Usually used as groupBy(key, function=selectLast([a, b])). The group's own key may be among the listed fields.",
        "A field no event has is absent from the row. [inferred] If no event has any of the fields the sub-aggregate yields no fields (no row at top level).",
        "A single field may be given without brackets: selectLast(status).",
        "There is no ready opposite; the page builds it from head(1) and select() per field.",
    ],
    examples: &[],
    build: None,
};
