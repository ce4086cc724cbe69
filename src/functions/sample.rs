//! `sample()`: Lets about percentage percent of the events through.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sample",
    summary: "Lets about percentage percent of the events through.",
    page: "functions-sample.html",
    parameters: &[
        Parameter { default: Some("@timestamp"), ..Parameter::new("field", Kind::Field) },
        Parameter { unnamed: true, default: Some("1"), max: Some(100), ..Parameter::new("percentage", Kind::Number) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Lets about percentage percent of the events through; kept events are unmodified.",
        "percentage may be fractional (0.1 keeps one event in a thousand); maximum 100, default 1.",
        "Events without the field named by field are always dropped.",
        "[inferred] The choice is made from the value of field (that is why there is such a parameter): a hash of the value decides, so equal values share one fate and a repeated run gives the same sample. An offline implementation should be deterministic.",
        "percentage=100 keeps every event that has the field.",
        "[undocumented] Whether it may be negated; percentage above 100 or below 0 should be an error.",
    ],
    examples: &[],
    build: None,
};
