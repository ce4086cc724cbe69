//! `eventSize()`: Writes the number of bytes the stored event uses for its values.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "eventSize",
    summary: "Writes the number of bytes the stored event uses for its values.",
    page: "functions-eventsize.html",
    parameters: &[Parameter { default: Some("_eventSize"), ..Parameter::new("as", Kind::Output) }],
    output: &["_eventSize"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Writes the number of bytes the stored event uses for its values; the bytes of the field names do not count.",
        "Memory used during the query is not counted; an aggregated event has size 0, so use it before the first aggregate.",
        "Adds a field and cannot be compared directly: eventSize() | _eventSize > 10000.",
        "[undocumented] the exact accounting of the internal format; offline the sum of the UTF-8 lengths of the values of the input event is the nearest equivalent.",
    ],
    examples: &[],
    build: None,
};
