//! `math:tanh()`: Hyperbolic tangent, in [-1, 1].

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:tanh",
    summary: "Hyperbolic tangent, in [-1, 1].",
    page: "functions-math-tanh.html",
    parameters: &[
        Parameter { default: Some("_tanh"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_tanh"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Hyperbolic tangent, in [-1, 1].",
        "Large inputs saturate: tanh(120) is 1 (printed 1, the page's 1.000 is hand-edited).",
        "The argument is a FIELD tanh, even inside an expression: c := math:tanh(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
