//! `createEvents()`: Discards all incoming events and outputs one event per given text, with the text in @rawstring.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "createEvents",
    summary: "Discards all incoming events and outputs one event per given text, with the text in @rawstring.",
    page: "functions-createevents.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("rawstring", Kind::Texts) }],
    output: &["@rawstring", "@timestamp", "@timestamp.nanos"],
    roles: Roles::SOURCE,
    support: Support::Exact,
    place: Place::First,
    deprecated: None,
    behaviour: &[
        "Discards all incoming events and outputs one event per given text, with the text in @rawstring.",
        "@timestamp is the time of execution in milliseconds and @timestamp.nanos is 0; nothing is parsed from the text.",
        "Follow it with kvParse(), parseJson() and so on to get fields.",
        "Counts as an aggregate: steps behind it run on the new events; free text search behind it must name the field (@rawstring=\"*foo*\").",
        "correlate() cannot follow it.",
    ],
    examples: &[],
    build: None,
};
