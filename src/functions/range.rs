//! `range()`: Largest minus smallest numeric value of the field, one number (3.456 and 0.125 give 3.331).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "range",
    summary: "Largest minus smallest numeric value of the field, one number (3.456 and 0.125 give 3.331).",
    page: "functions-range.html",
    parameters: &[
        Parameter { default: Some("_range"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_range"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Largest minus smallest numeric value of the field, one number (3.456 and 0.125 give 3.331).",
        "Integral results print without decimals; works on @timestamp (milliseconds).",
        "One numeric value: 0 (inferred). No numeric value: nothing (inferred, as min/max).",
        "Works per group in groupBy() and per run in partition().",
    ],
    examples: &[],
    build: None,
};
