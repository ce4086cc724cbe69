//! `math:sin()`: Gives the sine of a number in radians.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:sin",
    summary: "Gives the sine of a number in radians.",
    page: "functions-math-sin.html",
    parameters: &[
        Parameter { default: Some("_sin"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sin"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sine; input in radians (no degree conversion, whatever the page's text suggests).",
        "The page's result for 345 (-0.9589243) is wrong; sin(345) is -0.5439958173735323. Odd function.",
        "The argument is a FIELD, even inside an expression: c := math:sin(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:sin(x)"#,
            input: r#"{"x":"0"}
{"x":"1.5707963267948966"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_sin":"0"}
{"x":"1.5707963267948966","_sin":"1"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:sin(x)"#,
            input: r#"{"x":"1.5707963267948966"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"1.5707963267948966","y":"1"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::sin)
}
