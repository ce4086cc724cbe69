//! `copyEvent()`: Copies an event in a parser; refused in queries.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "copyEvent",
    summary: "Copies an event in a parser; refused in queries.",
    page: "functions-copyevent.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("type", Kind::Text) }],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::CloudOnly("it is for parsers, and LogScale itself refuses it in a query"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parser only: makes a second copy of the event whose #type is the given value; both run on through the parser. Using it in a query is an error.",
        "Typical use is case { #type=copy | ... ; * } behind it.",
    ],
    examples: &[],
    build: None,
};
