//! `getField()`: Gives the value of the field whose name an expression gives.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "getField",
    summary: "Gives the value of the field whose name an expression gives.",
    page: "functions-getfield.html",
    parameters: &[
        Parameter { default: Some("_getField"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("source", Kind::Expression) },
    ],
    output: &["_getField"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Evaluates source to a text, takes that text as a field name and returns the value of that field.",
        "A quoted argument names the field directly: getField(\"foo\") is the value of foo. An unquoted argument is an expression: getField(foo) reads the field whose name is stored in foo.",
        "When the named field does not exist there is no result and the output field is not written.",
        "The way to reach names with spaces or dashes inside expressions: now() - getField(\"time-in-ms\").",
        "The name may be computed: f := format(\"foo[%s]\", field=[i]) | r := getField(f). Query parameters work too: test(getField(?name) == ?value).",
        "All examples pass source without its name.",
    ],
    examples: &[
        Example {
            query: r#"v := getField("host-name")"#,
            input: r#"{"host-name":"web"}"#,
            output: r#"{"host-name":"web","v":"web"}"#,
        },
        Example {
            query: r#"getField(which)"#,
            input: r#"{"which":"b","b":"2"}
{"which":"c"}"#,
            output: r#"{"which":"b","b":"2","_getField":"2"}
{"which":"c"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let source = build.expression("source")?;
    Ok(Executable::Compute(match source.literal() {
        // A field that the query names has a slot of its own.
        Some(name) => Box::new(Named { field: build.symbols.intern(&name) }),
        None => Box::new(GetField { source }),
    }))
}

struct Named {
    field: Symbol,
}

impl Compute for Named {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        Value::of(event.get(self.field))
    }
}

struct GetField {
    source: Expression,
}

impl Compute for GetField {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        match self.source.evaluate(event, context).text(event.arena()) {
            Some(name) => Value::of(event.get_named(name)),
            None => Value::Null,
        }
    }
}
