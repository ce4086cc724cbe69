//! `eventFieldCount()`: Writes the number of fields the stored event uses for values.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "eventFieldCount",
    summary: "Writes the number of fields the stored event uses for values.",
    page: "functions-eventfieldcount.html",
    parameters: &[Parameter { default: Some("_eventFieldCount"), ..Parameter::new("as", Kind::Output) }],
    output: &["_eventFieldCount"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Writes the number of fields the stored event uses for values; tag fields (#...) do not count in most cases.",
        "It adds a field and cannot be compared directly: eventFieldCount() | _eventFieldCount < 6.",
        "Must be used before the first aggregate, otherwise there is no value.",
        "[undocumented] which built-in fields (@rawstring, @timestamp, @id ...) count; fields added by earlier query steps.",
    ],
    examples: &[],
    build: None,
};
