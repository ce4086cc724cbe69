//! `transpose()`: Turns the rows so far into columns.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "transpose",
    summary: "Turns the rows so far into columns.",
    page: "functions-transpose.html",
    parameters: &[
        Parameter { default: Some("column"), ..Parameter::new("column", Kind::Field) },
        Parameter::new("header", Kind::Field),
        Parameter { default: Some("5"), min: Some(1), max: Some(1_000), ..Parameter::new("limit", Kind::Integer) },
        Parameter { unnamed: true, ..Parameter::new("pivot", Kind::Field) },
    ],
    output: &["column", "row[1], row[2], ... (or names taken from the header field)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Turns the rows so far into columns: one output event for each field name of the input; field column holds that name, row[1], row[2] ... hold the values of the first, second ... input event.",
        "Only the first limit input events are used (default 5, maximum 1000); more are left out. [undocumented] whether a warning is given.",
        "header=f: the values of f become the column names instead of row[N], and f gets no output event of its own.",
        "column=name changes the name of the field that holds the field names [inferred from the default]. pivot=f is described as using f as both header and column.",
        "[figures] Output events are sorted by field name (_count before loglevel; _max, actor.user.id, type).",
        "Works per group inside groupBy: groupBy(@id, function=transpose()) gives rows with @id, column, row[1].",
        "An input event lacking a field has no value in that column for it [inferred].",
        "Use | drop(column) to remove the name column afterwards.",
        "[undocumented] Duplicate or missing header values.",
    ],
    examples: &[],
    build: None,
};
