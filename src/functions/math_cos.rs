//! `math:cos()`: Gives the cosine of a number in radians.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:cos",
    summary: "Gives the cosine of a number in radians.",
    page: "functions-math-cos.html",
    parameters: &[
        Parameter { default: Some("_cos"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_cos"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Cosine; input in radians.",
        "The page's 0.5 for input 1.0472 is rounded by hand (the double result is 0.4999978792725455).",
        "The argument is a FIELD, even inside an expression: c := math:cos(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:cos(x)"#,
            input: r#"{"x":"0"}
{"x":"3.141592653589793"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_cos":"1"}
{"x":"3.141592653589793","_cos":"-1"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:cos(x)"#,
            input: r#"{"x":"3.141592653589793"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"3.141592653589793","y":"-1"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::cos)
}
