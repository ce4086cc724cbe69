//! `math:arccos()`: Arc cosine in radians, in [0, pi].

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:arccos",
    summary: "Arc cosine in radians, in [0, pi].",
    page: "functions-math-arccos.html",
    parameters: &[
        Parameter { default: Some("_arccos"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_arccos"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Arc cosine in radians, in [0, pi].",
        "Defined for inputs from -1 to 1; outside that range the reference says it is 'an error' without saying how it shows (suggested: no output field, as for a non-number).",
        "The argument is a FIELD arccos, even inside an expression: c := math:arccos(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
