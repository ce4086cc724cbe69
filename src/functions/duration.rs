//! `duration()`: Writes the length of the given time span in milliseconds.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "duration",
    summary: "Writes the length of the given time span in milliseconds.",
    page: "functions-duration.html",
    parameters: &[
        Parameter { default: Some("_duration"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("duration", Kind::Text) },
    ],
    output: &["_duration"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the length of the given time span in milliseconds: 5m is 300000, 2d is 172800000.",
        "Syntax and units as in common.relative_time; days, weeks, months (30 d), quarters (90 d) and years (365 d) have fixed lengths.",
        "Usable in expressions: test(stop - start > duration(\"5m\")), now() - duration(\"14d\").",
        "The calendar: prefix and @ anchors are refused.",
    ],
    examples: &[],
    build: None,
};
