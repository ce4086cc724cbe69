//! `min()`: Smallest number in the field over all events.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "min",
    summary: "Smallest number in the field over all events.",
    page: "functions-min.html",
    parameters: &[
        Parameter { default: Some("_min"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            summary: "listed without description in older pages, absent in the 2026 list",
            ..Parameter::new("type", Kind::Text)
        },
    ],
    output: &["_min"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Smallest number in the field over all events; one output row with field _min.",
        "Values that are not numbers and events without the field are ignored; if no event has a numeric value the function returns nothing (no value for _min).",
        "Comparison is numeric, never alphabetical (95 < 180 < 2850).",
        "Works on @timestamp (milliseconds).",
        "Whether the 'nothing' case is zero rows or one row without the field at top level is not documented; inside groupBy() the group row stays (suggested: at top level one empty row is suppressed).",
        "Whether the printed result keeps the original spelling of the winning value (e.g. 3.0) or is re-printed as a number is not documented (suggested: re-print).",
        "r := min(x) inside [...] or {...} names the output r.",
    ],
    examples: &[],
    build: None,
};
