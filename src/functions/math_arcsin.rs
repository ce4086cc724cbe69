//! `math:arcsin()`: Gives the arc sine of a number, in radians.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:arcsin",
    summary: "Gives the arc sine of a number, in radians.",
    page: "functions-math-arcsin.html",
    parameters: &[
        Parameter { default: Some("_arcsin"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_arcsin"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Arc sine in radians, in [-pi/2, pi/2].",
        "Defined for inputs from -1 to 1; outside that range the reference says it is 'an error' without saying how it shows (suggested: no output field).",
        "The argument is a FIELD, even inside an expression: c := math:arcsin(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:arcsin(x)"#,
            input: r#"{"x":"0"}
{"x":"1"}
{"x":"n/a"}"#,
            output: r#"{"x":"0","_arcsin":"0"}
{"x":"1","_arcsin":"1.5707963267948966"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"y := math:arcsin(x)"#,
            input: r#"{"x":"1"}
{"a":"1","y":"old"}"#,
            output: r#"{"x":"1","y":"1.5707963267948966"}
{"a":"1","y":"old"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_double(build, f64::asin)
}
