//! `appendAggregation()`: Emits all input events unchanged and in their order, followed by the row or rows that the given aggregate pipeline produces from those same events.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "appendAggregation",
    summary: "Emits all input events unchanged and in their order, followed by the row or rows that the given aggregate pipeline produces from those same events.",
    page: "functions-appendaggregation.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Pipeline) }],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Emits all input events unchanged and in their order, followed by the row or rows that the given aggregate pipeline produces from those same events.",
        "The argument is an aggregate, or a braced pipeline such as { sum(v, as=v) | k := \"total\" }; transformations after the aggregate inside the braces act on the appended rows only.",
        "Appended rows hold only the fields that the inner pipeline outputs; they inherit nothing from the events.",
        "The inner pipeline may output several rows; all are appended after the last event, in their own order.",
        "The page uses it after head() and, in a second example, directly on the event stream; the order of the passed-through rows is only defined after an ordering aggregate.",
        "A separate example page describes it as putting the value on every row; that contradicts the function page (see doubtful-1.md).",
        "Newer than the 1.209 reference (present in the 1.252 function list).",
    ],
    examples: &[],
    build: None,
};
