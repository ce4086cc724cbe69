//! `math:arctan()`: Gives the arc tangent of a number, in radians.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:arctan",
    summary: "Gives the arc tangent of a number, in radians.",
    page: "functions-math-arctan.html",
    parameters: &[
        Parameter { default: Some("_arctan"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_arctan"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Arc tangent in radians, in [-pi/2, pi/2].",
        "Use math:arctan2() when the quadrant matters.",
        "The argument is a FIELD, even inside an expression: c := math:arctan(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:arctan(x)"#,
            input: r#"{"x":"0"}
{"x":"1"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_arctan":"0"}
{"x":"1","_arctan":"0.7853981633974483"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:arctan(x)"#,
            input: r#"{"x":"1"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"1","y":"0.7853981633974483"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::atan)
}
