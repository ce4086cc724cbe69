//! `drop()`: Removes the listed fields from every event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "drop",
    summary: "Removes the listed fields from every event.",
    page: "functions-drop.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) }],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes the listed fields from every event; a single name may be given without brackets.",
        "Later steps cannot see the removed fields.",
        "All other fields, including @timestamp, stay.",
        "[inferred] fields that do not exist are ignored; names are exact, there are no wildcards; row order is kept.",
    ],
    examples: &[],
    build: None,
};
