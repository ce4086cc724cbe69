//! `end()`: Gives the end of the search interval in epoch milliseconds.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "end",
    summary: "Gives the end of the search interval in epoch milliseconds.",
    page: "functions-end.html",
    parameters: &[Parameter { unnamed: true, default: Some("_end"), ..Parameter::new("as", Kind::Output) }],
    output: &["_end"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the end of the search interval in epoch milliseconds on every event.",
        "The unnamed argument is the output field: end(\"stop\").",
        "In a live query it equals now(). In a defineTable() or join subquery it is the end of that subquery.",
        "Not available in parsers.",
        "In expressions: old := (end() - @timestamp) > 1000 writes true or false.",
        "[inferred] without a time range the end is the time of the query.",
    ],
    examples: &[
        Example {
            query: r#"setTimeInterval(start=1700000000000, end=1700000060000) | left := end() - @timestamp"#,
            input: r#"{"@timestamp":"1700000001500"}"#,
            output: r#"{"@timestamp":"1700000001500","left":"58500"}"#,
        },
        Example { query: r#"end() | test(_end == now()) | drop(_end)"#, input: r#"{"a":"1"}"#, output: r#"{"a":"1"}"# },
    ],
    build: Some(build),
};

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(End)))
}

struct End;

impl Compute for End {
    fn compute<'e>(&'e self, _event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        Value::integer(context.settings.end.unwrap_or(context.settings.now))
    }
}
