//! `math:rad2deg()`: Radians to degrees (value * 180 / pi).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:rad2deg",
    summary: "Radians to degrees (value * 180 / pi).",
    page: "functions-math-rad2deg.html",
    parameters: &[
        Parameter { default: Some("_rad2deg"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_rad2deg"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Radians to degrees (value * 180 / pi).",
        "The page's 180.000 for 3.14159 is rounded by hand (the double result is 179.9998479605043).",
        "The argument is a FIELD rad2deg, even inside an expression: c := math:rad2deg(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
