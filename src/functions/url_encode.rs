//! `urlEncode()`: URL-encodes the field's value (UTF-8) into as (default _urlencode).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "urlEncode",
    summary: "URL-encodes the field's value (UTF-8) into as (default _urlencode).",
    page: "functions-urlencode.html",
    parameters: &[
        Parameter { default: Some("_urlencode"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            summary: "on the 1.202 page as 'Type of encoding', no values given; absent from the newest catalogue",
            ..Parameter::new("type", Kind::Text)
        },
    ],
    output: &["_urlencode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "URL-encodes the field's value (UTF-8) into as (default _urlencode); the input field stays.",
        "[figures] Follows HTML form encoding as in Java: letters, digits and . - _ (and *) stay, space becomes +, everything else becomes %XX with capital hex digits: tail(1) | count() -> tail%281%29+%7C+count%28%29, example@example.com -> example%40example.com.",
        "The page's table example shows %20 for spaces and %2A for * instead; see doubtful-3.md. The engine's own outputs (syntax section) use +.",
        "[inferred] Missing field: set nothing.",
    ],
    examples: &[],
    build: None,
};
