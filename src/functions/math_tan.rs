//! `math:tan()`: Gives the tangent of a number in radians.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:tan",
    summary: "Gives the tangent of a number in radians.",
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
        "The argument is a FIELD, even inside an expression: c := math:tan(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:tan(x)"#,
            input: r#"{"x":"0"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_tan":"0"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:tan(x)"#,
            input: r#"{"x":"0"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"0","y":"0"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::tan)
}
