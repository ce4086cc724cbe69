//! `math:log10()`: Base 10 logarithm (100 gives 2, 1000 gives 3, 1 gives 0, 0.1 gives -1).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:log10",
    summary: "Base 10 logarithm (100 gives 2, 1000 gives 3, 1 gives 0, 0.1 gives -1).",
    page: "functions-math-log10.html",
    parameters: &[
        Parameter { default: Some("_log10"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_log10"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Base 10 logarithm (100 gives 2, 1000 gives 3, 1 gives 0, 0.1 gives -1).",
        "Zero and negative input are not documented (suggested: no output field).",
        "The argument is a FIELD log10, even inside an expression: c := math:log10(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[],
    build: None,
};
