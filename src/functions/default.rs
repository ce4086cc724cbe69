//! `default()`: Sets each named field to value on events that lack the field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "default",
    summary: "Sets each named field to value on events that lack the field.",
    page: "functions-default.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            ..Parameter::new("replaceEmpty", Kind::Boolean)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("value", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sets each named field to value on events that lack the field; existing values stay.",
        "An empty string counts as an existing value unless replaceEmpty=true, which overwrites empty strings too.",
        "The unnamed argument is value: default(field=[a,b], 0). A number is written as its text.",
        "Useful before eval() and :=, which make no assignment when an operand is missing.",
    ],
    examples: &[],
    build: None,
};
