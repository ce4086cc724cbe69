//! `time:dayOfYear()`: Gives the day of the year of a point in time.

use super::shared::time_field;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "time:dayOfYear",
    summary: "Gives the day of the year of a point in time.",
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
    examples: &[
        Example {
            query: r#"time:dayOfYear(seen)"#,
            input: r#"{"seen":"1700000000123"}
{"seen":"soon"}"#,
            output: r#"{"seen":"1700000000123","_dayOfYear":"318"}
{"seen":"soon"}"#,
        },
        Example {
            query: r#"t := time:dayOfYear(seen, timezone="+09:00")"#,
            input: r#"{"seen":"1700000000123"}"#,
            output: r#"{"seen":"1700000000123","t":"319"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    time_field::part_of_time(build, |civil| Value::integer(civil.day_of_year().into()))
}
