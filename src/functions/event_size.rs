//! `eventSize()`: Gives the number of bytes of the values of an event.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "eventSize",
    summary: "Gives the number of bytes of the values of an event.",
    page: "functions-eventsize.html",
    parameters: &[Parameter { default: Some("_eventSize"), ..Parameter::new("as", Kind::Output) }],
    output: &["_eventSize"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Writes the number of bytes the stored event uses for its values; the bytes of the field names do not count.",
        "Memory used during the query is not counted; an aggregated event has size 0, so use it before the first aggregate.",
        "Adds a field and cannot be compared directly: eventSize() | _eventSize > 10000.",
        "[undocumented] The exact accounting of the internal format; offscale counts the UTF-8 bytes of the values of the input event.",
    ],
    examples: &[
        Example {
            query: r#"eventSize(as=n)"#,
            input: r#"{"a":"xyz","b":"æ"}"#,
            output: r#"{"a":"xyz","b":"æ","n":"5"}"#,
        },
        Example {
            query: r#"x := "made here" | eventSize(as=n) | drop(x)"#,
            input: r#"{"a":"xyz"}"#,
            output: r#"{"a":"xyz","n":"3"}"#,
        },
    ],
    build: Some(build),
};

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(EventSize)))
}

struct EventSize;

impl Compute for EventSize {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let mut size = 0;
        event.for_each_entered(&mut |_, value| size += value.len() as i64);
        Value::integer(size)
    }
}
