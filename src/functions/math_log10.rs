//! `math:log10()`: Gives the logarithm of a number to base 10.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:log10",
    summary: "Gives the logarithm of a number to base 10.",
    page: "functions-math-log10.html",
    parameters: &[
        Parameter { default: Some("_log10"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_log10"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Base 10 logarithm (100 gives 2, 1000 gives 3, 1 gives 0, 0.1 gives -1).",
        "Zero and negative input are not documented (suggested: no output field).",
        "The argument is a FIELD, even inside an expression: c := math:log10(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:log10(x)"#,
            input: r#"{"x":"100"}
{"x":"1000"}
{"x":"n/a"}"#,
            output: r#"{"x":"100","_log10":"2"}
{"x":"1000","_log10":"3"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:log10(x)"#,
            input: r#"{"x":"1000"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"1000","y":"3"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::log10)
}
