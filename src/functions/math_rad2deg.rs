//! `math:rad2deg()`: Converts radians to degrees.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:rad2deg",
    summary: "Converts radians to degrees.",
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
        "The argument is a FIELD, even inside an expression: c := math:rad2deg(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:rad2deg(x)"#,
            input: r#"{"x":"3.141592653589793"}
{"x":"3.14159"}
{"x":"n/a"}"#,
            output: r#"{"x":"3.141592653589793","_rad2deg":"180"}
{"x":"3.14159","_rad2deg":"179.99984796050427"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:rad2deg(x)"#,
            input: r#"{"x":"3.14159"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"3.14159","y":"179.99984796050427"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, |radians| radians * 180.0 / std::f64::consts::PI)
}
