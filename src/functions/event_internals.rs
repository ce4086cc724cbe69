//! `eventInternals()`: Adds fields that say where the event is stored, named with the given prefix.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "eventInternals",
    summary: "Adds fields that say where the event is stored, named with the given prefix.",
    page: "functions-eventinternals.html",
    parameters: &[Parameter { default: Some("@"), ..Parameter::new("prefix", Kind::Text) }],
    output: &["@datasourceId and others"],
    roles: Roles::TRANSFORM,
    support: Support::CloudOnly("it shows how LogScale stores events"),
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Adds fields that say where the event is stored, named with the given prefix; the only name shown is @datasourceId.",
        "Must be used before the first aggregate.",
        "Offline there is no such storage; at best file name and position could stand in.",
    ],
    examples: &[],
    build: None,
};
