//! `json:prettyPrint()`: Re-indents JSON text over several lines.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "json:prettyPrint",
    summary: "Re-indents JSON text over several lines.",
    page: "functions-json-prettyprint.html",
    parameters: &[
        Parameter { default: Some("(input field)"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("2"), min: Some(2), ..Parameter::new("step", Kind::Integer) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
    ],
    output: &["(input field)"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Re-indents JSON text over several lines; step is the indent width in spaces, at least 2, default 2.",
        "Without as the formatted text replaces the input field (inferred: no default is documented and the example says the field is formatted in place).",
        "Text that is not valid JSON: with strict=false it is copied to the output field unmodified; with strict=true the output field is not created.",
        "Missing field: no output (inferred).",
        "The exact layout (space around ':', arrays on one or several lines, empty containers) is not documented (suggested: one element per line, `\"key\": value`).",
    ],
    examples: &[],
    build: None,
};
