//! `stdDev()`: Standard deviation of the numbers in field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "stdDev",
    summary: "Standard deviation of the numbers in field.",
    page: "functions-stddev.html",
    parameters: &[
        Parameter { default: Some("_stddev"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_stddev"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Standard deviation of the numbers in field.",
        "[undocumented] Population (divide by n) or sample (n-1): the only figure on the page, 4289.32, fits neither (population 4257.5514..., sample 4487.8532...). See doubtful-3.md. Population is the usual choice for a one-pass log aggregator; make it one constant in the code.",
        "[inferred] Events lacking the field or with a non-numeric value are ignored, as for avg; without any number there is no output row.",
        "d := stdDev(v) sets as=d. The name is case-sensitive in output: _stddev, all small letters.",
    ],
    examples: &[],
    build: None,
};
