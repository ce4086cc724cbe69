//! `math:sinh()`: Hyperbolic sine (e^x - e^-x)/2.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:sinh",
    summary: "Hyperbolic sine (e^x - e^-x)/2.",
    page: "functions-math-sinh.html",
    parameters: &[
        Parameter { default: Some("_sinh"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sinh"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Hyperbolic sine (e^x - e^-x)/2.",
        "The page shortens 6.0502044810397875 (for 2.5) to 6.0502044. Odd function.",
        "The argument is a FIELD sinh, even inside an expression: c := math:sinh(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
