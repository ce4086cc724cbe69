//! `readFile()`: Outputs the rows of CSV lookup files or ad-hoc tables as events.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "readFile",
    summary: "Outputs the rows of CSV lookup files or ad-hoc tables as events.",
    page: "functions-readfile.html",
    parameters: &[
        Parameter { required: true, unnamed: true, summary: "alias table", ..Parameter::new("file", Kind::Texts) },
        Parameter { default: Some("all columns"), ..Parameter::new("include", Kind::Texts) },
        Parameter { min: Some(1), ..Parameter::new("limit", Kind::Integer) },
    ],
    output: &["(columns of the file)"],
    roles: Roles::SOURCE,
    support: Support::Exact,
    place: Place::First,
    deprecated: None,
    behaviour: &[
        "Outputs the rows of CSV lookup files or ad-hoc tables as events; columns become fields. It discards whatever came before it in the pipeline, so it belongs first (after defineTable).",
        "Several files: in the order given, rows in file order; files may have different columns. The documented form is an array; two examples pass several unnamed strings instead.",
        "include restricts to the named columns. limit=N (min 1) stops after N rows in total across files. Default: no limit.",
        "Counts as an aggregator: its order is meaningful and it may be followed by filters, select, match, join, sequence functions.",
        "Only CSV files and tables (no JSON). Package files by \"package/scope/name.csv\".",
        "No match() semantics; missing file is an error (inferred). Rows get no @timestamp (inferred).",
    ],
    examples: &[],
    build: None,
};
