//! `math:sinh()`: Gives the hyperbolic sine of a number.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:sinh",
    summary: "Gives the hyperbolic sine of a number.",
    page: "functions-math-sinh.html",
    parameters: &[
        Parameter { default: Some("_sinh"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sinh"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Hyperbolic sine (e^x - e^-x)/2.",
        "The page shortens 6.0502044810397875 (for 2.5) to 6.0502044. Odd function.",
        "The argument is a FIELD, even inside an expression: c := math:sinh(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:sinh(x)"#,
            input: r#"{"x":"0"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_sinh":"0"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:sinh(x)"#,
            input: r#"{"x":"0"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"0","y":"0"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::sinh)
}
