//! `concat()`: Joins the values of fields without a separator.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "concat",
    summary: "Joins the values of fields without a separator.",
    page: "functions-concat.html",
    parameters: &[
        Parameter { default: Some("_concat"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
    ],
    output: &["_concat"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Joins the values of the listed fields, in the given order, without a separator.",
        "Entries are always field names, quoted or not; literals cannot be mixed in (use format(\"%s/%s\", field=[a,b])). The page contradicts itself about such a literal; offscale reads it as the name of a field.",
        "A missing field adds nothing (object array example: only one of two fields present gives that one alone).",
        "[undocumented] When every field is missing nothing is set.",
    ],
    examples: &[
        Example {
            query: r#"concat([host, port], as=key)"#,
            input: r#"{"host":"web","port":"80"}
{"host":"web"}"#,
            output: r#"{"host":"web","port":"80","key":"web80"}
{"host":"web","key":"web"}"#,
        },
        Example { query: r#"concat([a, b])"#, input: r#"{"c":"1"}"#, output: r#"{"c":"1"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("field").into_iter().map(|target| target.symbol).collect();
    Ok(Executable::Compute(Box::new(Concat { fields })))
}

struct Concat {
    fields: Vec<Symbol>,
}

impl Compute for Concat {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let mut parts = self.fields.iter().filter_map(|field| event.get(*field));
        let Some(first) = parts.next() else { return Value::Null };
        let Some(second) = parts.next() else { return Value::Text(first) };
        context.with_scratch(|text| {
            text.push_str(first);
            text.push_str(second);
            text.extend(parts);
            Value::Text(event.keep(text))
        })
    }
}
