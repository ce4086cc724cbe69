//! `math:log1p()`: Gives the natural logarithm of 1 plus a number, also exactly near 0.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:log1p",
    summary: "Gives the natural logarithm of 1 plus a number, also exactly near 0.",
    page: "functions-math-log1p.html",
    parameters: &[
        Parameter { default: Some("_log1p"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_log1p"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "ln(1 + x), accurate for x near 0.",
        "The digits on the page (0.00009999999833333334 for 0.0001) are wrong; the true value is 9.999500033330834e-5.",
        "Input <= -1 is not documented.",
        "The argument is a FIELD, even inside an expression: c := math:log1p(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:log1p(x)"#,
            input: r#"{"x":"0"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_log1p":"0"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:log1p(x)"#,
            input: r#"{"x":"0"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"0","y":"0"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::ln_1p)
}
