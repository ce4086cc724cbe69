//! `readPersistedAggregation()`: Reads the stored result of a scheduled ('persisted') aggregation, chosen by tag and view, for the time range, as rows.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "readPersistedAggregation",
    summary: "Reads the stored result of a scheduled ('persisted') aggregation, chosen by tag and view, for the time range, as rows.",
    page: "functions-readpersistedaggregation.html",
    parameters: &[
        Parameter { default: Some("as primary query"), ..Parameter::new("end", Kind::Time) },
        Parameter { default: Some("as primary query"), ..Parameter::new("start", Kind::Time) },
        Parameter { required: true, unnamed: true, ..Parameter::new("tag", Kind::Text) },
        Parameter { default: Some("as primary query"), ..Parameter::new("view", Kind::Text) },
    ],
    output: &[],
    roles: Roles::SOURCE,
    support: Support::CloudOnly("the data is kept by LogScale"),
    place: Place::First,
    deprecated: None,
    behaviour: &[
        "Reads the stored result of a scheduled ('persisted') aggregation, chosen by tag and view, for the time range, as rows. Discards anything before it. Since 1.252; needs the server feature.",
    ],
    examples: &[],
    build: None,
};
