//! `math:log2()`: Gives the logarithm of a number to base 2.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:log2",
    summary: "Gives the logarithm of a number to base 2.",
    page: "functions-math-log2.html",
    parameters: &[
        Parameter { default: Some("_log2"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_log2"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Base 2 logarithm (8 gives 3).",
        "Zero and negative input are not documented (suggested: no output field).",
        "The argument is a FIELD, even inside an expression: c := math:log2(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:log2(x)"#,
            input: r#"{"x":"8"}
{"x":"0.5"}
{"x":"n/a"}"#,
            output: r#"{"x":"8","_log2":"3"}
{"x":"0.5","_log2":"-1"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:log2(x)"#,
            input: r#"{"x":"0.5"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"0.5","y":"-1"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::log2)
}
