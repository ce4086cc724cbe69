//! `getField()`: Evaluates source to a text, takes that text as a field name and returns the value of that field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "getField",
    summary: "Evaluates source to a text, takes that text as a field name and returns the value of that field.",
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
    examples: &[],
    build: None,
};
