//! `default()`: Sets fields on events that lack them.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "default",
    summary: "Sets fields on events that lack them.",
    page: "functions-default.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            ..Parameter::new("replaceEmpty", Kind::Boolean)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("value", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sets each named field to value on events that lack the field; existing values stay.",
        "An empty string counts as an existing value unless replaceEmpty=true, which overwrites empty strings too.",
        "The unnamed argument is value: default(field=[a,b], 0). A number is written as its text.",
        "Useful before eval() and :=, which make no assignment when an operand is missing.",
    ],
    examples: &[
        Example {
            query: r#"default(field=[user, host], value="unknown")"#,
            input: r#"{"user":"ann"}
{"host":""}"#,
            output: r#"{"user":"ann","host":"unknown"}
{"host":"","user":"unknown"}"#,
        },
        Example {
            query: r#"default("-", field=note, replaceEmpty=true)"#,
            input: r#"{"note":""}
{"note":"x"}"#,
            output: r#"{"note":"-"}
{"note":"x"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("field").into_iter().map(|target| target.symbol).collect();
    let value = build.text("value")?;
    Ok(Executable::Transform(Box::new(Default { fields, value, replace_empty: build.flag("replaceEmpty") })))
}

struct Default {
    fields: Vec<Symbol>,
    value: String,
    replace_empty: bool,
}

impl Transform for Default {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        for field in &self.fields {
            match event.get(*field) {
                None => event.set(*field, &self.value),
                Some("") if self.replace_empty => event.set(*field, &self.value),
                Some(_) => {}
            }
        }
        Flow::Keep
    }
}
