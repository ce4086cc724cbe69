//! `math:log1p()`: ln(1 + x), accurate for x near 0.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:log1p",
    summary: "ln(1 + x), accurate for x near 0.",
    page: "functions-math-log1p.html",
    parameters: &[
        Parameter { default: Some("_log1p"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_log1p"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "ln(1 + x), accurate for x near 0.",
        "The digits on the page (0.00009999999833333334 for 0.0001) are wrong; the true value is 9.999500033330834e-5.",
        "Input <= -1 is not documented.",
        "The argument is a FIELD log1p, even inside an expression: c := math:log1p(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
