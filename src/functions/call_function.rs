//! `callFunction()`: Calls the aggregate named by the string function on field and writes the result to as (default _function, not the usual name of the aggregate).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "callFunction",
    summary: "Calls the aggregate named by the string function on field and writes the result to as (default _function, not the usual name of the aggregate).",
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
    examples: &[],
    build: None,
};
