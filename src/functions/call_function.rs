//! `callFunction()`: Calls the aggregate that a text names, such as a query parameter.

use super::avg::Avg;
use super::count::Count;
use super::max::Extreme;
use super::range::Range;
use super::sum::Sum;
use crate::diagnostic::{Diagnostic, codes};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Executable};
use crate::symbol::FieldName;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "callFunction",
    summary: "Calls the aggregate that a text names, such as a query parameter.",
    page: "functions-callfunction.html",
    parameters: &[
        Parameter { default: Some("_function"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            required: true,
            unnamed: true,
            values: &["avg", "count", "max", "min", "range", "sum"],
            ..Parameter::new("function", Kind::Text)
        },
    ],
    output: &["_function"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Calls the aggregate named by the string function on field and writes the result to as (default _function, not the usual name of the aggregate).",
        "Allowed names: avg, count, max, min, range, sum; any other is an error.",
        "Meant for dashboard parameters: callFunction(?{function=count}, field=value); usable inside timeChart() and groupBy().",
        "Behaviour on missing and non-numeric values is that of the named aggregate; count counts events that have the field.",
    ],
    examples: &[
        Example {
            query: r#"callFunction("max", field=sent)"#,
            input: r#"{"sent":"10"}
{"sent":"30"}
{"other":"1"}"#,
            output: r#"{"_function":"30"}"#,
        },
        Example {
            query: "groupBy(k, function=callFunction(?{f=count}, field=v, as=n))",
            input: r#"{"k":"a","v":"1"}
{"k":"a"}
{"k":"b","v":"x"}"#,
            output: r#"{"k":"a","n":"1"}
{"k":"b","n":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let output: FieldName = build.output().name.into();
    let name = build.text("function")?;
    let aggregate: Box<dyn Aggregate> = match name.to_ascii_lowercase().as_str() {
        "avg" => Box::new(Avg { field, output }),
        "count" => Box::new(Count::of(field, output)),
        "max" => Box::new(Extreme::largest(field, output)),
        "min" => Box::new(Extreme::smallest(field, output)),
        "range" => Box::new(Range { field, output }),
        "sum" => Box::new(Sum { field, output }),
        _ => {
            let message = format!("callFunction() cannot call {name:?}");
            let help = "the functions are avg, count, max, min, range and sum";
            return Err(build.error(codes::ARGUMENT_VALUE, "function", message).help(help));
        }
    };
    Ok(Executable::Aggregate(aggregate))
}
