//! `fieldstats()`: Outputs one row per event type and field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "fieldstats",
    summary: "Outputs one row per event type and field.",
    page: "functions-fieldstats.html",
    parameters: &[Parameter {
        default: Some("200"),
        min: Some(1),
        max: Some(10_000),
        ..Parameter::new("limit", Kind::Integer)
    }],
    output: &["#type", "field", "_count", "distinct"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Outputs one row per event type and field: #type (parser type of the events), field (field name), _count (number of values) and distinct (number of different values, an estimate as in count(distinct=true)).",
        "The same field in events of different #type gives separate rows.",
        "limit (1 to 10000, default 200) is the number of fields reported.",
        "Built-in fields such as @rawstring are included.",
        "[undocumented] order of the rows; which fields are kept when the limit is exceeded; whether #type itself is a row.",
    ],
    examples: &[],
    build: None,
};
