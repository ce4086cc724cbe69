//! `coalesce()`: Gives the first of several expressions that has a value.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "coalesce",
    summary: "Gives the first of several expressions that has a value.",
    page: "functions-coalesce.html",
    parameters: &[
        Parameter { default: Some("_coalesce"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("expressions", Kind::Expressions) },
        Parameter { default: Some("true"), ..Parameter::new("ignoreEmpty", Kind::Boolean) },
    ],
    output: &["_coalesce"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Evaluates the expressions from left to right and writes the first one that has a value.",
        "A missing field is no value; with ignoreEmpty=true (default) an empty string is no value either, with false it can be chosen.",
        "Unquoted words are fields (host[0].name is allowed), quoted texts are literals and serve as a default at the end; any expression may be used.",
        "Field names with spaces or dashes must be read through getField(\"host-name\").",
        "When nothing has a value the output field is not created.",
    ],
    examples: &[
        Example {
            query: r#"name := coalesce([user, account, "nobody"])"#,
            input: r#"{"account":"svc"}
{"user":"","account":"x"}
{"a":"1"}"#,
            output: r#"{"account":"svc","name":"svc"}
{"user":"","account":"x","name":"x"}
{"a":"1","name":"nobody"}"#,
        },
        Example {
            query: r#"coalesce([a, b], ignoreEmpty=false, as=c)"#,
            input: r#"{"a":"","b":"2"}
{"d":"1"}"#,
            output: r#"{"a":"","b":"2","c":""}
{"d":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let ignore_empty = build.flag("ignoreEmpty");
    Ok(Executable::Compute(Box::new(Coalesce { expressions: build.expressions("expressions"), ignore_empty })))
}

struct Coalesce {
    expressions: Vec<Expression>,
    ignore_empty: bool,
}

impl Compute for Coalesce {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        for expression in &self.expressions {
            match expression.evaluate(event, context) {
                Value::Null => {}
                Value::Text("") if self.ignore_empty => {}
                value => return value,
            }
        }
        Value::Null
    }
}
