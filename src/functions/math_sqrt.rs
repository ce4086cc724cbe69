//! `math:sqrt()`: Gives the square root of a number.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:sqrt",
    summary: "Gives the square root of a number.",
    page: "functions-math-sqrt.html",
    parameters: &[
        Parameter { default: Some("_sqrt"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sqrt"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Positive square root.",
        "The page claims that results are rounded to the nearest integer: a misreading of 'correctly rounded' (sqrt(90) must give 9.486832980505138). Only the example 100 -> 10 is used.",
        "Negative input is not documented (suggested: no output field).",
        "The argument is a FIELD, even inside an expression: c := math:sqrt(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:sqrt(x)"#,
            input: r#"{"x":"100"}
{"x":"90"}
{"x":"n/a"}"#,
            output: r#"{"x":"100","_sqrt":"10"}
{"x":"90","_sqrt":"9.486832980505138"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:sqrt(x)"#,
            input: r#"{"x":"90"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"90","y":"9.486832980505138"}
{"a":"1","y":"old"}"#,
        },
        Example { query: r#"math:sqrt(x)"#, input: r#"{"x":"-1"}"#, output: r#"{"x":"-1"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::sqrt)
}
