//! `math:sin()`: Sine.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:sin",
    summary: "Sine.",
    page: "functions-math-sin.html",
    parameters: &[
        Parameter { default: Some("_sin"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sin"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sine; input in radians (no degree conversion, whatever the page's text suggests).",
        "The page's result for 345 (-0.9589243) is wrong; sin(345) is -0.5439958173735323. Odd function.",
        "The argument is a FIELD sin, even inside an expression: c := math:sin(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
