//! `copyEvent()`: Parser only.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "copyEvent",
    summary: "Parser only.",
    page: "functions-copyevent.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("type", Kind::Text) }],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parser only: makes a second copy of the event whose #type is the given value; both run on through the parser. Using it in a query is an error.",
        "Typical use is case { #type=copy | ... ; * } behind it.",
    ],
    examples: &[],
    build: None,
};
