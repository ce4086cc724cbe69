//! `math:abs()`: Absolute value.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:abs",
    summary: "Absolute value.",
    page: "functions-math-abs.html",
    parameters: &[
        Parameter { default: Some("_abs"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_abs"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Absolute value: drops the sign (-3.5 gives 3.5, 3.5 stays, 0 stays).",
        "Keeps decimals; works for integers and decimals alike.",
        "The argument is a FIELD abs, even inside an expression: c := math:abs(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
