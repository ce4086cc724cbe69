//! `math:deg2rad()`: Converts degrees to radians.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:deg2rad",
    summary: "Converts degrees to radians.",
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
        "The argument is a FIELD, even inside an expression: c := math:deg2rad(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:deg2rad(x)"#,
            input: r#"{"x":"180"}
{"x":"90"}
{"x":"n/a"}"#,
            output: r#"{"x":"180","_deg2rad":"3.141592653589793"}
{"x":"90","_deg2rad":"1.5707963267948966"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:deg2rad(x)"#,
            input: r#"{"x":"90"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"90","y":"1.5707963267948966"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, |degrees| degrees * std::f64::consts::PI / 180.0)
}
