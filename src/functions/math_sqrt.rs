//! `math:sqrt()`: Positive square root.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:sqrt",
    summary: "Positive square root.",
    page: "functions-math-sqrt.html",
    parameters: &[
        Parameter { default: Some("_sqrt"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sqrt"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Positive square root.",
        "The page claims that results are rounded to the nearest integer: a misreading of 'correctly rounded' (sqrt(90) must give 9.486832980505138). Only the example 100 -> 10 is used.",
        "Negative input is not documented (suggested: no output field).",
        "The argument is a FIELD sqrt, even inside an expression: c := math:sqrt(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
