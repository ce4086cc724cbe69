//! `start()`: Gives the start of the search interval in epoch milliseconds.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "start",
    summary: "Gives the start of the search interval in epoch milliseconds.",
    page: "functions-start.html",
    parameters: &[Parameter { unnamed: true, default: Some("_start"), ..Parameter::new("as", Kind::Output) }],
    output: &["_start"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Gives the beginning of the search interval in epoch milliseconds (UTC).",
        "In expressions it is just a number: test(@timestamp < (start() + 30*24*60*60*1000)), x := (@timestamp - start()) < 1000.",
        "As a plain function it writes the value to as (default _start) on every event; s := start() also works.",
        "In join/defineTable subqueries it is the start of the subquery's own interval.",
        "Live queries: now minus the interval's length.",
        "Not usable in parsers (no search interval).",
        "setTimeInterval() changes it. [undocumented] with an interval open at the start (all time): 0 is the natural value offline.",
    ],
    examples: &[
        Example {
            query: r#"setTimeInterval(start=1700000000000, end=1700000060000) | age := @timestamp - start()"#,
            input: r#"{"@timestamp":"1700000001500"}"#,
            output: r#"{"@timestamp":"1700000001500","age":"1500"}"#,
        },
        Example { query: r#"s := start()"#, input: r#"{"a":"1"}"#, output: r#"{"a":"1","s":"0"}"# },
    ],
    build: Some(build),
};

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(Start)))
}

struct Start;

impl Compute for Start {
    fn compute<'e>(&'e self, _event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        Value::integer(context.settings.start.unwrap_or(0))
    }
}
