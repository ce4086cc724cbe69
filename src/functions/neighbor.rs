//! `neighbor()`: For every event of an ordered sequence copies the listed fields of the event `distance` places before (preceding, default) or after (succeeding) it onto the eve.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "neighbor",
    summary: "For every event of an ordered sequence copies the listed fields of the event `distance` places before (preceding, default) or after (succeeding) it onto the eve.",
    page: "functions-neighbor.html",
    parameters: &[
        Parameter {
            default: Some("preceding"),
            values: &["preceding", "succeeding"],
            ..Parameter::new("direction", Kind::Text)
        },
        Parameter { default: Some("1"), max: Some(10_000), ..Parameter::new("distance", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("include", Kind::Texts) },
        Parameter::new("prefix", Kind::Text),
    ],
    output: &["PREFIX.<field>"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "For every event of an ordered sequence copies the listed fields of the event `distance` places before (preceding, default) or after (succeeding) it onto the event, as PREFIX.<name>; a dot is inserted after the prefix.",
        "No such neighbour (start/end of the sequence) or neighbour lacks the field: that output field is not created.",
        "Order and all own fields of the events are kept; number of rows is unchanged.",
        "Must follow an aggregator that establishes order (head, tail, sort, bucket, groupBy, timeChart, table...); using it before any aggregator is an error.",
        "May be used as function of groupBy(): neighbours are then looked up inside each group.",
        "May not stand in stats()/[...] beside other functions that yield several events.",
        "distance at most 10,000; default 1. (0 or negative: suggested argument error.)",
        "Without prefix the copied fields keep their names, i.e. overwrite the event's own (inferred).",
    ],
    examples: &[],
    build: None,
};
