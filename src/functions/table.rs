//! `table()`: Aggregate that outputs the listed fields of the events as rows, columns in the listed order, sorted by sortby and cut to limit rows.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "table",
    summary: "Aggregate that outputs the listed fields of the events as rows, columns in the listed order, sorted by sortby and cut to limit rows.",
    page: "functions-table.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) },
        Parameter {
            default: Some("200"),
            max: Some(200_000),
            summary: "StateRowLimit",
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("desc"), values: &["asc", "desc"], ..Parameter::new("order", Kind::Texts) },
        Parameter { deprecated: true, ..Parameter::new("reverse", Kind::Boolean) },
        Parameter { default: Some("@timestamp"), ..Parameter::new("sortby", Kind::Fields) },
        Parameter {
            default: Some("number"),
            values: &["any", "hex", "number", "string"],
            summary: "any: deprecated in 1.125",
            ..Parameter::new("type", Kind::Texts)
        },
    ],
    output: &["the listed fields, in that order"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregate that outputs the listed fields of the events as rows, columns in the listed order, sorted by sortby and cut to limit rows.",
        "Default: the 200 most recent events, newest first (sortby=@timestamp, order=desc, type=number).",
        "sortby need not be among fields. It may be an array; order and type may be arrays to match, as in sort().",
        "limit=max is StateRowLimit (200,000), the upper bound too. Cut off after sorting.",
        "A field the event lacks is absent in its row.",
        "A single field may be given without brackets: table(combined).",
        "After an aggregate that removed @timestamp the default sort has nothing to compare; rows then keep their order (the widget page relies on table() showing data in the order given by the query). [inferred]",
        "reverse is deprecated; use order. Sorting details (missing and non-numeric values, ties) as for sort().",
        "Field names with special characters are quoted: table([\"Error ID\", message]).",
    ],
    examples: &[],
    build: None,
};
