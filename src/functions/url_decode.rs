//! `urlDecode()`: Percent-decodes the field's value (UTF-8) into as (default _urldecode).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "urlDecode",
    summary: "Percent-decodes the field's value (UTF-8) into as (default _urldecode).",
    page: "functions-urldecode.html",
    parameters: &[
        Parameter { default: Some("_urldecode"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_urldecode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Percent-decodes the field's value (UTF-8) into as (default _urldecode); the input field stays.",
        "field is a name, quoted or not: urlDecode(\"Bar\").",
        "x := urlDecode(field=f) sets as=x.",
        "[inferred] + becomes a space, since urlEncode writes spaces as +. [undocumented] malformed sequences such as %zz: keep them as they are or set nothing; missing field: set nothing.",
    ],
    examples: &[],
    build: None,
};
