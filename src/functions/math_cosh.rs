//! `math:cosh()`: Hyperbolic cosine (e^x + e^-x)/2.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:cosh",
    summary: "Hyperbolic cosine (e^x + e^-x)/2.",
    page: "functions-math-cosh.html",
    parameters: &[
        Parameter { default: Some("_cosh"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_cosh"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Hyperbolic cosine (e^x + e^-x)/2.",
        "field has no unnamed form in the parameter table, but the page's own example passes it unnamed: accept both.",
        "The argument is a FIELD cosh, even inside an expression: c := math:cosh(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
