//! `now()`: Gives the time of the query in epoch milliseconds.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "now",
    summary: "Gives the time of the query in epoch milliseconds.",
    page: "functions-now.html",
    parameters: &[Parameter { unnamed: true, default: Some("_now"), ..Parameter::new("as", Kind::Output) }],
    output: &["_now"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Current time in milliseconds since 1970 UTC.",
        "In a historical (static) query it is the moment the query was issued: one constant for all events and all calls.",
        "In live queries it is evaluated per event before the first aggregator and continuously after it.",
        "It is not the end of the search interval (that is end()), although one example text mixes the two.",
        "Allowed in expressions: (now() - @timestamp) > 1000.",
        "For reproducible offline runs the program should let the clock be fixed.",
    ],
    examples: &[
        Example { query: r#"age := now() - now()"#, input: r#"{"a":"1"}"#, output: r#"{"a":"1","age":"0"}"# },
        Example { query: r#"now(as=t) | test(t == now()) | drop(t)"#, input: r#"{"a":"1"}"#, output: r#"{"a":"1"}"# },
    ],
    build: Some(build),
};

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(Now)))
}

struct Now;

impl Compute for Now {
    fn compute<'e>(&'e self, _event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        Value::integer(context.settings.now)
    }
}
