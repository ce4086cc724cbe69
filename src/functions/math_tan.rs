//! `math:tan()`: Tangent.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:tan",
    summary: "Tangent.",
    page: "functions-math-tan.html",
    parameters: &[
        Parameter { default: Some("_tan"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_tan"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Tangent; input in radians.",
        "The page's 0.320 for 120 is wrong; tan(120) is 0.7131230097859091.",
        "The argument is a FIELD tan, even inside an expression: c := math:tan(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
