//! `math:deg2rad()`: Degrees to radians (value * pi / 180).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:deg2rad",
    summary: "Degrees to radians (value * pi / 180).",
    page: "functions-math-deg2rad.html",
    parameters: &[
        Parameter { default: Some("_deg2rad"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_deg2rad"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Degrees to radians (value * pi / 180).",
        "The page's 3.14159 is shortened; a double prints 3.141592653589793.",
        "The argument is a FIELD deg2rad, even inside an expression: c := math:deg2rad(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
