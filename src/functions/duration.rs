//! `duration()`: Gives the length of a span of time in milliseconds.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "duration",
    summary: "Gives the length of a span of time in milliseconds.",
    page: "functions-duration.html",
    parameters: &[
        Parameter { default: Some("_duration"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("duration", Kind::Duration) },
    ],
    output: &["_duration"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the length of the given time span in milliseconds: 5m is 300000, 2d is 172800000.",
        "Syntax and units as in common.relative_time; days, weeks, months (30 d), quarters (90 d) and years (365 d) have fixed lengths.",
        "Usable in expressions: test(stop - start > duration(\"5m\")), now() - duration(\"14d\").",
        "The calendar: prefix and @ anchors are refused.",
    ],
    examples: &[
        Example {
            query: r#"duration("90 minutes", as=limit)"#,
            input: r#"{"a":"1"}"#,
            output: r#"{"a":"1","limit":"5400000"}"#,
        },
        Example {
            query: r#"test(stop - start >= duration("1d"))"#,
            input: r#"{"start":"0","stop":"86400000"}
{"start":"1","stop":"86400000"}"#,
            output: r#"{"start":"0","stop":"86400000"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let millis = build.duration("duration")?.ok_or_else(|| build.missing("duration"))?;
    Ok(Executable::Compute(Box::new(Length { millis })))
}

struct Length {
    millis: i64,
}

impl Compute for Length {
    fn compute<'e>(&'e self, _event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        Value::integer(self.millis)
    }
}
