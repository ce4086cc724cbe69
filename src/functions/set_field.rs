//! `setField()`: Sets the field whose name an expression gives.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Expression, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "setField",
    summary: "Sets the field whose name an expression gives.",
    page: "functions-setfield.html",
    parameters: &[
        Parameter {
            required: true,
            default: Some("__setField"),
            summary: "the reference marks it required and gives this default too",
            ..Parameter::new("target", Kind::Expression)
        },
        Parameter { required: true, ..Parameter::new("value", Kind::Expression) },
    ],
    output: &["the field whose name target evaluates to"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Evaluates target to get a field NAME and value to get the field's new value. target=bar means: the field named by the content of bar; target=\"bar\" means the field bar.",
        "Overwrites an existing field, creates a missing one.",
        "setField(target=\"foo\", value=e) is the same as foo := e.",
        "When value evaluates to null (for example arithmetic on a missing or non-numeric field) no field is created or changed (general rule for assigning expressions).",
        "[inferred] target evaluating to null or the empty string: nothing is set.",
        "Both are expressions: quoted text is a string, bare words are field values, functions like if() are allowed.",
        "No unnamed parameter.",
    ],
    examples: &[
        Example {
            query: r#"setField(target=name, value=n + 1)"#,
            input: r#"{"name":"total","n":"4"}
{"name":"total","n":"x"}"#,
            output: r#"{"name":"total","n":"4","total":"5"}
{"name":"total","n":"x"}"#,
        },
        Example {
            query: r#"setField(target="level", value=upper(level))"#,
            input: r#"{"level":"warn"}"#,
            output: r#"{"level":"WARN"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let target = build.expression("target")?;
    let value = build.expression("value")?;
    let target = match target.literal() {
        Some(name) if name.is_empty() => {
            return Err(build.error(codes::ARGUMENT_VALUE, "target", "the target of setField() is empty"));
        }
        // A field that the query names has a slot of its own.
        Some(name) => Target::Field(build.symbols.intern(&name)),
        None => Target::Computed(target),
    };
    Ok(Executable::Transform(Box::new(SetField { target, value })))
}

struct SetField {
    target: Target,
    value: Expression,
}

enum Target {
    Field(Symbol),
    Computed(Expression),
}

impl Transform for SetField {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(value) = self.value.evaluate(event, context).text(event.arena()) else { return Flow::Keep };
        match &self.target {
            Target::Field(field) => event.set(*field, value),
            Target::Computed(target) => {
                if let Some(name) = target.evaluate(event, context).text(event.arena())
                    && !name.is_empty()
                {
                    event.set_named(name, value);
                }
            }
        }
        Flow::Keep
    }
}
