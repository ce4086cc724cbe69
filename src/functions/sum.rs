//! `sum()`: Sum of the numbers in field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sum",
    summary: "Sum of the numbers in field.",
    page: "functions-sum.html",
    parameters: &[
        Parameter { default: Some("_sum"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sum"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sum of the numbers in field.",
        "Events lacking the field or with a non-numeric value are ignored.",
        "[figures] With no numeric value the sum is 0 (empty time-chart buckets and empty sliding windows print 0), unlike avg, min and max, which give no output then. Whether a top-level sum() over no events at all yields a row with 0 is not shown.",
        "Whole results are printed without decimals and without exponent, also large ones (1322658945428).",
        "[undocumented] Rounding of decimal sums: use IEEE doubles and print the shortest form that reads back.",
    ],
    examples: &[],
    build: None,
};
