//! `collect()`: Collects the distinct values of each named field over all events.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "collect",
    summary: "Collects the distinct values of each named field over all events.",
    page: "functions-collect.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) },
        Parameter { default: Some("2000"), min: Some(1), ..Parameter::new("limit", Kind::Integer) },
        Parameter { default: Some("true"), values: &["false", "true"], ..Parameter::new("multival", Kind::Boolean) },
        Parameter { default: Some("\\n"), ..Parameter::new("separator", Kind::Text) },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Collects the distinct values of each named field over all events; output fields have the same names as the inputs.",
        "multival=true (default): one row in which each field holds its values joined by separator (default a newline).",
        "multival=false: several rows with one value each.",
        "The order of the values is not defined.",
        "limit is the largest number of distinct values (default 2000, at least 1). Memory limit: 10 MiB when used at the top level, 1 MiB inside another function or subquery. Exceeding either gives partial results and a warning.",
        "Collecting @timestamp only works when there is a single timestamp; copy it to another field first.",
        "Before about 1.136 the default separator was \";\" and the per-group limit 1 KiB.",
        "[inferred] events lacking a field add nothing to it; empty strings are values.",
        "[undocumented] how several fields combine when multival=false.",
    ],
    examples: &[],
    build: None,
};
