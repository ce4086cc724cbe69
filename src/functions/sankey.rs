//! `sankey()`: One row for each distinct pair of values of the two fields.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sankey",
    summary: "One row for each distinct pair of values of the two fields.",
    page: "functions-sankey.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("source", Kind::Field) },
        Parameter { required: true, ..Parameter::new("target", Kind::Field) },
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("weight", Kind::Aggregates) },
    ],
    output: &["source", "target", "weight"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "One row for each distinct pair of values of the two fields.",
        "The rows' fields are called source, target and weight whatever the input fields are called; weight holds the result of the weight aggregate (the aggregate's own output name is not used).",
        "weight may be any aggregate giving one value, also in parentheses: weight=(sum(n)).",
        "[figures] The page prints rows sorted by source, then target; the order is not promised.",
        "[inferred] Events lacking one of the two fields do not take part, as in groupBy.",
        "There is no unnamed parameter.",
    ],
    examples: &[],
    build: None,
};
