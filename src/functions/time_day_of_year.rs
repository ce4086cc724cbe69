//! `time:dayOfYear()`: Day of the year, 1 to 365 (366 in leap years).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "time:dayOfYear",
    summary: "Day of the year, 1 to 365 (366 in leap years).",
    page: "functions-time-dayofyear.html",
    parameters: &[
        Parameter { default: Some("_dayOfYear"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("@timestamp"), ..Parameter::new("field", Kind::Field) },
        Parameter { summary: "default: see semantics", ..Parameter::new("timezone", Kind::Text) },
        Parameter { default: Some("@timezone"), ..Parameter::new("timezoneField", Kind::Field) },
    ],
    output: &["_dayOfYear"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Day of the year, 1 to 365 (366 in leap years).",
        "field must hold epoch milliseconds. [undocumented] Missing or non-numeric: set nothing.",
        "Time zone: timezone if given; else the content of timezoneField (default @timezone); else the query's time zone (UTC offline).",
        "timezone is an offset such as -01:00 or +02:00 (quoted). [inferred] Names like Europe/Copenhagen and the value Z are accepted too, as the supported-time-zones page says of query functions; abbreviations such as CET are not.",
        "x := time:...() works; the default output name is used otherwise.",
        "Numbers are plain (8, not 08).",
    ],
    examples: &[],
    build: None,
};
