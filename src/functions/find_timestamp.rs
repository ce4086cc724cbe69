//! `findTimestamp()`: Finds the first timestamp in a text.

use super::shared::time_field::{ErrorFields, ZoneOfEvent};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform, Value};
use crate::symbol::Symbol;
use crate::value::time::{DetectError, detect};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "findTimestamp",
    summary: "Finds the first timestamp in a text.",
    page: "functions-findtimestamp.html",
    parameters: &[
        Parameter { default: Some("true"), ..Parameter::new("addErrors", Kind::Boolean) },
        Parameter { default: Some("@timestamp"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter::new("timezone", Kind::Text),
        Parameter { default: Some("@timezone"), ..Parameter::new("timezoneAs", Kind::Output) },
        Parameter { default: Some("@timezone"), ..Parameter::new("timezoneField", Kind::Field) },
    ],
    output: &["@timestamp", "@timezone"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Searches the text of field for the first timestamp in one of the known formats and writes it as epoch milliseconds to as, and its zone to timezoneAs.",
        "Only timestamps that start within the first 128 characters are found.",
        "Formats (brackets = optional): year month day hour minute second [sub] [zone]; month day [year] hour minute second [sub] [zone]; month day hour minute second [sub] [zone] year4; day monthLetters [year4] hour minute second [sub] [zone]; hour minute second [sub] [zone]; epoch seconds (10 digits) [sub].",
        "year has 2 or 4 digits, month 2 digits or 3 letters, day, hour (0-23 or 1-12), minute and second 2 digits, sub 1 to 9 digits (for epoch times only 3, 6 or 9), zone a name (UTC, America/New_York) or an offset (UTC+12:30).",
        "Zone used: the one in the text; else timezone; else the content of timezoneField (since 1.204). With none of these the timestamp is not parsed.",
        "timezoneAs receives the parsed zone if there was one, else the timezone parameter.",
        "No date in the text: today, if the time is at most 10 minutes ahead of now, else yesterday. No year: the latest of last, this and next year that is at most 7 days in the future. Two-digit years mean 2013 to 2099.",
        "Second 60 is read as 59. Only the first three sub-second digits are kept (cut, not rounded).",
        "If nothing is found no fields are set; addErrors=true (default) adds error fields to the event.",
        "[undocumented] The error fields are those of the page on parser errors: @error, @error_msg, @event_parsed. Epoch times have the zone UTC.",
    ],
    examples: &[
        Example {
            query: r#"findTimestamp(field=line, as=t, timezoneAs=zone)"#,
            input: r#"{"line":"boot at 2023-11-14T22:13:20+00:00 done"}"#,
            output: r#"{"line":"boot at 2023-11-14T22:13:20+00:00 done","t":"1700000000000","zone":"Z"}"#,
        },
        Example {
            query: r#"findTimestamp(field=line, as=t, addErrors=false)"#,
            input: r#"{"line":"no time here"}"#,
            output: r#"{"line":"no time here"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let zone_output = build.field("timezoneAs")?.name;
    Ok(Executable::Transform(Box::new(FindTimestamp {
        field: build.field("field")?.symbol,
        zone: ZoneOfEvent::of(build)?,
        output: build.output().symbol,
        zone_output: build.named(&zone_output).symbol,
        errors: ErrorFields::of(build),
    })))
}

struct FindTimestamp {
    field: Symbol,
    zone: ZoneOfEvent,
    output: Symbol,
    zone_output: Symbol,
    errors: Option<ErrorFields>,
}

impl Transform for FindTimestamp {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let fallback = if self.zone.given().is_none() { self.zone.of_field(event) } else { None };
        let zone = self.zone.given().or(fallback.as_ref());
        let found = match event.get(self.field) {
            Some(text) => detect(text, zone, context.settings.now),
            None => Err(DetectError::NotFound),
        };
        match found {
            Ok(found) => {
                if let Some(text) = Value::integer(found.millis).text(event.arena()) {
                    event.set(self.output, text);
                }
                context.with_scratch(|text| {
                    found.zone.write_id(text);
                    event.set(self.zone_output, event.keep(text));
                });
            }
            Err(error) => {
                let message = match error {
                    DetectError::NotFound => "no timestamp found",
                    DetectError::NoZone => "the timestamp found has no time zone",
                };
                if let Some(errors) = &self.errors {
                    errors.set(event, message);
                }
            }
        }
        Flow::Keep
    }
}
