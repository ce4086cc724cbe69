//! `coalesce()`: Evaluates the expressions from left to right and writes the first one that has a value.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "coalesce",
    summary: "Evaluates the expressions from left to right and writes the first one that has a value.",
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
    examples: &[],
    build: None,
};
