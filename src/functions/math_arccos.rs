//! `math:arccos()`: Gives the arc cosine of a number, in radians.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:arccos",
    summary: "Gives the arc cosine of a number, in radians.",
    page: "functions-math-arccos.html",
    parameters: &[
        Parameter { default: Some("_arccos"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_arccos"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Arc cosine in radians, in [0, pi].",
        "Defined for inputs from -1 to 1; outside that range the reference says it is 'an error' without saying how it shows (suggested: no output field, as for a non-number).",
        "The argument is a FIELD, even inside an expression: c := math:arccos(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:arccos(x)"#,
            input: r#"{"x":"1"}
{"x":"-1"}
{"x":"n/a"}"#,
            output: r#"{"x":"1","_arccos":"0"}
{"x":"-1","_arccos":"3.141592653589793"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:arccos(x)"#,
            input: r#"{"x":"-1"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"-1","y":"3.141592653589793"}
{"a":"1","y":"old"}"#,
        },
        Example { query: r#"math:arccos(x)"#, input: r#"{"x":"2"}"#, output: r#"{"x":"2"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::acos)
}
