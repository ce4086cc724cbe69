//! `select()`: Keeps the listed fields of each event and drops all others, metadata fields such as @timestamp, @rawstring and @id included.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "select",
    summary: "Keeps the listed fields of each event and drops all others, metadata fields such as @timestamp, @rawstring and @id included.",
    page: "functions-select.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) }],
    output: &["the listed fields only"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the listed fields of each event and drops all others, metadata fields such as @timestamp, @rawstring and @id included.",
        "Not an aggregate: no row limit, no sorting, streaming. It sets the column order to the order of the list.",
        "A listed field the event does not have is simply absent from the result (the user interface shows it as no value).",
        "A query without an aggregate gets an implicit tail(200) for display; exports get all events. table() is the limited, sorted relative.",
        "[inferred] After select without @timestamp, functions that need @timestamp (tail, head, timeChart, session, series) have none: tail reports its missing-timestamp error.",
        "[undocumented] Whether an event left with no field at all is still emitted (keep it: the event count must not change).",
    ],
    examples: &[
        Example {
            query: r#"select([b, a])"#,
            input: r#"{"a":"1","b":"2","c":"3"}
{"a":"4"}"#,
            output: r#"{"b":"2","a":"1"}
{"a":"4"}"#,
        },
        Example { query: r#"x := a + 1 | select(x)"#, input: r#"{"a":"1"}"#, output: r#"{"x":"2"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("fields").into_iter().map(|target| target.symbol).collect();
    Ok(Executable::Transform(Box::new(Select { fields })))
}

struct Select {
    fields: Vec<Symbol>,
}

impl Transform for Select {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        event.select(&self.fields);
        Flow::Keep
    }
}
