//! `math:cosh()`: Gives the hyperbolic cosine of a number.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:cosh",
    summary: "Gives the hyperbolic cosine of a number.",
    page: "functions-math-cosh.html",
    parameters: &[
        Parameter { default: Some("_cosh"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_cosh"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Hyperbolic cosine (e^x + e^-x)/2.",
        "field has no unnamed form in the parameter table, but the page's own example passes it unnamed: accept both.",
        "The argument is a FIELD, even inside an expression: c := math:cosh(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:cosh(x)"#,
            input: r#"{"x":"0"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_cosh":"1"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:cosh(x)"#,
            input: r#"{"x":"0"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"0","y":"1"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::cosh)
}
