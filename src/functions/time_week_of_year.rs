//! `time:weekOfYear()`: ISO 8601 week number, 1 to 53: weeks start on Monday and belong to the year that holds their Thursday.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "time:weekOfYear",
    summary: "ISO 8601 week number, 1 to 53: weeks start on Monday and belong to the year that holds their Thursday.",
    page: "functions-time-weekofyear.html",
    parameters: &[
        Parameter { default: Some("_weekOfYear"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("@timestamp"), ..Parameter::new("field", Kind::Field) },
        Parameter { summary: "default: see semantics", ..Parameter::new("timezone", Kind::Text) },
        Parameter { default: Some("@timezone"), ..Parameter::new("timezoneField", Kind::Field) },
    ],
    output: &["_weekOfYear"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "ISO 8601 week number, 1 to 53: weeks start on Monday and belong to the year that holds their Thursday.",
        "Around New Year it can differ from what time:year() suggests (2021-01-01 is in week 53, 2024-12-30 in week 1).",
        "field must hold epoch milliseconds. [undocumented] Missing or non-numeric: set nothing.",
        "Time zone: timezone if given; else the content of timezoneField (default @timezone); else the query's time zone (UTC offline).",
        "timezone is an offset such as -01:00 or +02:00 (quoted). [inferred] Names like Europe/Copenhagen and the value Z are accepted too, as the supported-time-zones page says of query functions; abbreviations such as CET are not.",
        "x := time:...() works; the default output name is used otherwise.",
        "Numbers are plain (8, not 08).",
    ],
    examples: &[],
    build: None,
};
