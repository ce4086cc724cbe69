//! `math:ceil()`: Rounds a number up.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:ceil",
    summary: "Rounds a number up.",
    page: "functions-math-ceil.html",
    parameters: &[
        Parameter { default: Some("_ceil"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_ceil"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Smallest integer not below the value, towards positive infinity (3.1 gives 4, 3.9 gives 4, -3.1 gives -3, 5.0 gives 5).",
        "The example page prints results with a decimal (4.0) while other functions print integral doubles without one (round() examples 10/15/20, avg 5, percentage 30): treated as hand-edited; print 4.",
        "The argument is a FIELD, even inside an expression: c := math:ceil(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:ceil(x)"#,
            input: r#"{"x":"3.1"}
{"x":"n/a"}"#,
            output: r#"{"x":"3.1","_ceil":"4"}
{"x":"n/a"}"#,
        },
        Example { query: r#"y := math:ceil(x) + 1"#, input: r#"{"x":"-3.1"}"#, output: r#"{"x":"-3.1","y":"-2"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_number(build, |number| match number {
        Number::Integer(value) => Value::integer(value),
        Number::Double(value) => Value::double(value.ceil()),
    })
}
