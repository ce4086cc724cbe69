//! `drop()`: Removes fields from events.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "drop",
    summary: "Removes fields from events.",
    page: "functions-drop.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) }],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes the listed fields from every event; a single name may be given without brackets.",
        "Later steps cannot see the removed fields.",
        "All other fields, including @timestamp, stay.",
        "[inferred] fields that do not exist are ignored; names are exact, there are no wildcards; row order is kept.",
    ],
    examples: &[
        Example {
            query: r#"drop([password, token])"#,
            input: r#"{"user":"ann","password":"x","token":"y"}
{"user":"bob"}"#,
            output: r#"{"user":"ann"}
{"user":"bob"}"#,
        },
        Example { query: r#"drop(a) | test(b == 1)"#, input: r#"{"a":"1","b":"1"}"#, output: r#"{"b":"1"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("fields").into_iter().map(|target| target.symbol).collect();
    Ok(Executable::Transform(Box::new(Drop { fields })))
}

struct Drop {
    fields: Vec<Symbol>,
}

impl Transform for Drop {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        for field in &self.fields {
            event.remove(*field);
        }
        Flow::Keep
    }
}
