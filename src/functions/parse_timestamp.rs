//! `parseTimestamp()`: Reads a point in time from text, by a pattern such as yyyy-MM-dd HH:mm:ss.

use super::shared::time_field::{ErrorFields, ZoneOfEvent};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform, Value};
use crate::symbol::Symbol;
use crate::value::time::TimestampPattern;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseTimestamp",
    summary: "Reads a point in time from text, by a pattern such as yyyy-MM-dd HH:mm:ss.",
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
            summary: "a pattern, or millis, seconds, nanos and the like",
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
        "Parses the text in `field` and writes epoch milliseconds (UTC) to as (default @timestamp) and the zone to timezoneAs (default @timezone; Z for UTC, the given zone name such as America/New_York, or the offset of the text). The sub-millisecond part goes to @timestamp.nanos, 0 when there is none; for nanos input the page speaks of a nanosecond component of the whole second; offscale counts from the millisecond, and sets the field only next to @timestamp.",
        "format is a Java DateTimeFormatter pattern (subset) or one of the special names, which are case-insensitive: millis, milliseconds, unixTimeMillis (epoch ms); seconds, unixtime, unixTimeSeconds (epoch s, decimals give milliseconds: 1690480444.589); nanos.",
        "Square brackets in a pattern mark optional parts, quotes literal text; up to 9 fraction digits. The default pattern accepts 2018-09-08T17:51:04.777Z, any fraction length up to 9, and offsets such as +02:00.",
        "Zone rule: a zone in the text is used; else timezone; else the zone in the field named by timezoneField; else the text is NOT parsed (error). If timezone is given and the text also has a zone, the timezone parameter overrides.",
        "Zones may be names (Europe/London), UTC, or offsets (UTC+12:30).",
        "caseSensitive=false accepts feb for Feb.",
        "Pattern without a year: current year, unless the resulting date would lie more than 8 days in the future, then the previous year. (Example: on 2025-03-10 06:00, Mar 18 00:00 is 2025; on 2025-03-07 it is 2024.)",
        "On failure the event passes; with addErrors=true (default) an error field is added (names not given on the page; those of the page on parser errors are set: @error=true, @error_msg, @event_parsed=false), with false nothing is added. @timestamp keeps its value.",
        "Missing field counts as failure (inferred).",
    ],
    examples: &[
        Example {
            query: r#"parseTimestamp("dd/MMM/yyyy:HH:mm:ss Z", field=t, as=ms, timezoneAs=zone)"#,
            input: r#"{"t":"14/Nov/2023:23:13:20 +0100"}
{"t":"yesterday"}"#,
            output: r#"{"t":"14/Nov/2023:23:13:20 +0100","ms":"1700000000000","zone":"+01:00"}
{"t":"yesterday","@error":"true","@error_msg":"t is no timestamp of the format 'dd/MMM/yyyy:HH:mm:ss Z'","@event_parsed":"false"}"#,
        },
        Example {
            query: r#"parseTimestamp(seconds, field=t, as=ms) | select(ms)"#,
            input: r#"{"t":"1700000000.5"}"#,
            output: r#"{"ms":"1700000000500"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let format = build.text("format")?;
    let pattern = TimestampPattern::compile(&format, build.flag("caseSensitive"))
        .map_err(|error| build.error(codes::FORMAT_STRING, "format", error.message))?;
    let field = build.field("field")?;
    let output = build.output();
    let nanos = if output.name == "@timestamp" { Some(build.named("@timestamp.nanos").symbol) } else { None };
    let zone_output = build.field("timezoneAs")?.name;
    Ok(Executable::Transform(Box::new(ParseTimestamp {
        zone: ZoneOfEvent::of(build)?,
        field: field.symbol,
        pattern,
        output: output.symbol,
        nanos,
        zone_output: build.named(&zone_output).symbol,
        errors: ErrorFields::of(build),
        failure: format!("{} is no timestamp of the format '{format}'", field.name),
    })))
}

struct ParseTimestamp {
    field: Symbol,
    pattern: TimestampPattern,
    zone: ZoneOfEvent,
    output: Symbol,
    /// The field of the nanoseconds within the millisecond, next to `@timestamp`.
    nanos: Option<Symbol>,
    zone_output: Symbol,
    errors: Option<ErrorFields>,
    /// What `@error_msg` says.
    failure: String,
}

impl Transform for ParseTimestamp {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let fallback = if self.zone.given().is_none() { self.zone.of_field(event) } else { None };
        let parsed = event
            .get(self.field)
            .and_then(|text| self.pattern.parse(text, self.zone.given(), fallback.as_ref(), context.settings.now));
        let Some(parsed) = parsed else {
            if let Some(errors) = &self.errors {
                errors.set(event, &self.failure);
            }
            return Flow::Keep;
        };
        let numbers = [(Some(self.output), parsed.millis), (self.nanos, parsed.nanos.into())];
        for (field, number) in numbers {
            if let (Some(field), Some(text)) = (field, Value::integer(number).text(event.arena())) {
                event.set(field, text);
            }
        }
        context.with_scratch(|text| {
            parsed.zone.write_id(text);
            event.set(self.zone_output, event.keep(text));
        });
        Flow::Keep
    }
}
