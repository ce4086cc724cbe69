//! `parseTimestamp()`: Parses the text in `field` and writes epoch milliseconds (UTC) to as (default @timestamp) and the zone to timezoneAs (default @timezone.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseTimestamp",
    summary: "Parses the text in `field` and writes epoch milliseconds (UTC) to as (default @timestamp) and the zone to timezoneAs (default @timezone.",
    page: "functions-parsetimestamp.html",
    parameters: &[
        Parameter { default: Some("true"), ..Parameter::new("addErrors", Kind::Boolean) },
        Parameter { default: Some("@timestamp"), ..Parameter::new("as", Kind::Output) },
        Parameter {
            default: Some("true"),
            values: &["false", "true"],
            ..Parameter::new("caseSensitive", Kind::Boolean)
        },
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            unnamed: true,
            default: Some("yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS]XXXXX"),
            values: &["millis", "milliseconds", "nanos", "seconds", "unixTimeMillis", "unixTimeSeconds", "unixtime"],
            ..Parameter::new("format", Kind::Text)
        },
        Parameter::new("timezone", Kind::Text),
        Parameter { default: Some("@timezone"), ..Parameter::new("timezoneAs", Kind::Output) },
        Parameter {
            default: Some("@timezone"),
            summary: "since 1.207",
            ..Parameter::new("timezoneField", Kind::Field)
        },
    ],
    output: &["@timestamp", "@timestamp.nanos", "@timezone"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parses the text in `field` and writes epoch milliseconds (UTC) to as (default @timestamp) and the zone to timezoneAs (default @timezone; Z for UTC, the given zone name such as America/New_York, or the offset of the text). The sub-millisecond part goes to @timestamp.nanos, 0 when there is none; for nanos input the page speaks of a nanosecond component of the whole second, so whether the field counts from the second or from the millisecond is unclear.",
        "format is a Java DateTimeFormatter pattern (subset) or one of the special names, which are case-insensitive: millis, milliseconds, unixTimeMillis (epoch ms); seconds, unixtime, unixTimeSeconds (epoch s, decimals give milliseconds: 1690480444.589); nanos.",
        "Square brackets in a pattern mark optional parts, quotes literal text; up to 9 fraction digits. The default pattern accepts 2018-09-08T17:51:04.777Z, any fraction length up to 9, and offsets such as +02:00.",
        "Zone rule: a zone in the text is used; else timezone; else the zone in the field named by timezoneField; else the text is NOT parsed (error). If timezone is given and the text also has a zone, the timezone parameter overrides.",
        "Zones may be names (Europe/London), UTC, or offsets (UTC+12:30).",
        "caseSensitive=false accepts feb for Feb.",
        "Pattern without a year: current year, unless the resulting date would lie more than 8 days in the future, then the previous year. (Example: on 2025-03-10 06:00, Mar 18 00:00 is 2025; on 2025-03-07 it is 2024.)",
        "On failure the event passes; with addErrors=true (default) an error field is added (names not given on the page; Parser Errors page lists @error=true, @error_msg, @event_parsed=false), with false nothing is added. @timestamp keeps its value.",
        "Missing field counts as failure (inferred).",
    ],
    examples: &[],
    build: None,
};
