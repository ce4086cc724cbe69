//! `parseFixedWidth()`: Cuts the value into consecutive pieces of the given widths (characters) and assigns them to columns in order.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseFixedWidth",
    summary: "Cuts the value into consecutive pieces of the given widths (characters) and assigns them to columns in order.",
    page: "functions-parsefixedwidth.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("columns", Kind::Texts) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("true"), ..Parameter::new("trim", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("widths", Kind::Numbers) },
    ],
    output: &["(names in columns)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Cuts the value into consecutive pieces of the given widths (characters) and assigns them to columns in order.",
        "trim=true (default) strips leading and trailing white space of each piece AFTER cutting.",
        "Input too short: a column that gets only part of its width takes what is there; columns starting beyond the end are not assigned.",
        "Text longer than the widths in total is cut off.",
        "columns and widths must have the same length (suggested: argument error otherwise).",
    ],
    examples: &[],
    build: None,
};
