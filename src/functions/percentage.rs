//! `percentage()`: Share of events that pass the condition, 0 to 100: (matching / total) * 100 in double arithmetic in that order (1 of 6 prints 16.666666666666664).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "percentage",
    summary: "Share of events that pass the condition, 0 to 100: (matching / total) * 100 in double arithmetic in that order (1 of 6 prints 16.666666666666664).",
    page: "functions-percentage.html",
    parameters: &[
        Parameter { default: Some("_percentage"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("condition", Kind::Expression) },
    ],
    output: &["_percentage"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Share of events that pass the condition, 0 to 100: (matching / total) * 100 in double arithmetic in that order (1 of 6 prints 16.666666666666664).",
        "Integral results print without decimals (50, 30).",
        "condition is a non-aggregate pipeline, normally a block of field filters with wildcards: percentage({status=4*}, as=x).",
        "Several may stand in [...] with different as names. Total counts ALL events reaching the function.",
        "No events at all: not documented (suggested: no value).",
        "Formatting to fixed decimals is left to format().",
    ],
    examples: &[],
    build: None,
};
