//! `eventFieldCount()`: Gives the number of fields of an event.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "eventFieldCount",
    summary: "Gives the number of fields of an event.",
    page: "functions-eventfieldcount.html",
    parameters: &[Parameter { default: Some("_eventFieldCount"), ..Parameter::new("as", Kind::Output) }],
    output: &["_eventFieldCount"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Writes the number of fields the stored event uses for values; tag fields (#...) do not count in most cases.",
        "It adds a field and cannot be compared directly: eventFieldCount() | _eventFieldCount < 6.",
        "Must be used before the first aggregate, otherwise there is no value.",
        "[undocumented] All fields of the input event count except tags; fields added by earlier steps do not.",
    ],
    examples: &[
        Example {
            query: r#"eventFieldCount(as=n)"#,
            input: r##"{"a":"1","b":"2"}
{"#t":"1","b":"2"}"##,
            output: r##"{"a":"1","b":"2","n":"2"}
{"#t":"1","b":"2","n":"1"}"##,
        },
        Example {
            query: r#"x := 1 | eventFieldCount(as=n) | drop(x)"#,
            input: r#"{"a":"1"}"#,
            output: r#"{"a":"1","n":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(EventFieldCount)))
}

struct EventFieldCount;

impl Compute for EventFieldCount {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let mut count = 0;
        event.for_each_entered(&mut |name, _| count += i64::from(!name.starts_with('#')));
        Value::integer(count)
    }
}
