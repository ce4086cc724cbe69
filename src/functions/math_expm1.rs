//! `math:expm1()`: Gives e raised to a number, less 1, also exactly near 0.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:expm1",
    summary: "Gives e raised to a number, less 1, also exactly near 0.",
    page: "functions-math-expm1.html",
    parameters: &[
        Parameter { default: Some("_expm1"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_expm1"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "e^x - 1, accurate for x near 0.",
        "Must not be computed as exp(x)-1 (loses digits near 0). The digits on the page are not those of a double computation; ignore them.",
        "The argument is a FIELD, even inside an expression: c := math:expm1(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:expm1(x)"#,
            input: r#"{"x":"0"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_expm1":"0"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:expm1(x)"#,
            input: r#"{"x":"0"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"0","y":"0"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::exp_m1)
}
