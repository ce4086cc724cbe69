//! `array:reduceColumn()`: Aggregates, over all events, the elements with the same index.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:reduceColumn",
    summary: "Aggregates, over all events, the elements with the same index.",
    page: "functions-array-reducecolumn.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_reduceColumn"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("var", Kind::Text) },
    ],
    output: &["_reduceColumn[0..]"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregates, over all events, the elements with the same index: one aggregate per index, all results in one row as an output array.",
        "With a single aggregate with one output field the elements are named as[0], as[1] ... directly (times [1,2,3] and [5,1,0] with max give 5, 2, 3).",
        "Several aggregates in function are combined by the stats() rules.",
        "If the aggregate outputs several rows per column (groupBy ...), row n of the output holds the values of the nth row of every column that has one; the number of rows is the largest number in any column, and the order may be unreliable.",
        "array may be given as bare prefix or with brackets.",
        "[undocumented] field names when several aggregates are given (the value field must be told apart somehow, probably as[0].name).",
        "Experimental, behind feature flag ArrayFunctions.",
    ],
    examples: &[],
    build: None,
};
