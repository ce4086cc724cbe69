//! `formatTime()`: Writes a point in time as text, by a format such as %Y-%m-%d.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;
use crate::value::number::Number;
use crate::value::time::Zone;
use crate::value::time::{TimeFormat, auto_millis};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "formatTime",
    summary: "Writes a point in time as text, by a format such as %Y-%m-%d.",
    page: "functions-formattime.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("@timestamp"), ..Parameter::new("field", Kind::Field) },
        Parameter { required: true, unnamed: true, ..Parameter::new("format", Kind::Text) },
        Parameter::new("locale", Kind::Text),
        Parameter { default: Some("UTC"), ..Parameter::new("timezone", Kind::Text) },
        Parameter {
            default: Some("auto"),
            values: &["auto", "milliseconds", "seconds"],
            ..Parameter::new("unit", Kind::Text)
        },
    ],
    output: &[],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Formats an epoch time with strftime-like escapes and writes it to as; as is required unless the call is assigned (t := formatTime(...)).",
        "unit=auto: a number of at most 100,000,000,000 (fewer than 12 digits) is read as seconds, a larger one as milliseconds; unit=seconds or milliseconds forces it.",
        "The value must be an integer; cut decimals off first, for example with regex().",
        "Escapes: %H 00-23, %I 01-12, %k 0-23, %l 1-12, %M, %S (00-60), %L milliseconds (3 digits), %N nanoseconds (9 digits), %p am/pm in lower case, %z offset like -0800, %Z zone abbreviation, %s epoch seconds, %Q epoch milliseconds, %B %b %h month names, %A %a day names, %C century, %Y at least 4 digits, %y, %j 001-366, %m, %d, %e day without leading zero, %R %H:%M, %T %H:%M:%S, %r %I:%M:%S AM/PM in upper case, %D %m/%d/%y, %F %Y-%m-%d, %c \"%a %b %d %T %Z %Y\".",
        "All other characters are copied.",
        "timezone takes names (Europe/London), short names (EST, PST, GMT), Z and offsets; default UTC. locale such as US or en_GB selects names; offscale has the English ones only.",
        "PST means the Los Angeles zone: 1637305140000 with \"%A %d %B %Y, %R\" gives Thursday 18 November 2021, 22:59.",
        "In the table %Z of UTC is shown as UTC, in the example of %c as Z; not settled.",
        "[inferred] a missing or non-integer field writes nothing.",
    ],
    examples: &[
        Example {
            query: r#"day := formatTime("%Y-%m-%d %H:%M", field=seen)"#,
            input: r#"{"seen":"1700000000000"}
{"seen":"1700000000"}"#,
            output: r#"{"seen":"1700000000000","day":"2023-11-14 22:13"}
{"seen":"1700000000","day":"2023-11-14 22:13"}"#,
        },
        Example {
            query: r#"formatTime("%A %R", field=seen, as=when, timezone="Asia/Tokyo")"#,
            input: r#"{"seen":"1700000000000"}
{"seen":"1.5"}"#,
            output: r#"{"seen":"1700000000000","when":"Wednesday 07:13"}
{"seen":"1.5"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let format = TimeFormat::compile(&build.text("format")?)
        .map_err(|error| build.error(codes::FORMAT_STRING, "format", error.message))?;
    let unit = match build.text("unit")?.to_ascii_lowercase().as_str() {
        "seconds" => |number: i64| number.saturating_mul(1000),
        "milliseconds" => |number| number,
        _ => auto_millis,
    };
    Ok(Executable::Compute(Box::new(FormatTime {
        field: build.field("field")?.symbol,
        format,
        unit,
        zone: build.zone("timezone")?,
    })))
}

struct FormatTime {
    field: Symbol,
    format: TimeFormat,
    /// From the field's number to epoch milliseconds.
    unit: fn(i64) -> i64,
    zone: Zone,
}

impl Compute for FormatTime {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let Some(number) = event.get(self.field).and_then(number::parse).and_then(Number::as_whole) else {
            return Value::Null;
        };
        context.with_scratch(|text| {
            self.format.write((self.unit)(number), &self.zone, text);
            Value::Text(event.keep(text))
        })
    }
}
