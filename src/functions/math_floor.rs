//! `math:floor()`: Rounds a number down.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:floor",
    summary: "Rounds a number down.",
    page: "functions-math-floor.html",
    parameters: &[
        Parameter { default: Some("_floor"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_floor"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Largest integer not above the value (3.7 gives 3, 3.0 gives 3, -3.7 gives -4, 0.8 gives 0).",
        "The page prints six decimals (3.000000): hand-edited; print 3.",
        "The argument is a FIELD, even inside an expression: c := math:floor(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:floor(x)"#,
            input: r#"{"x":"3.7"}
{"x":"n/a"}"#,
            output: r#"{"x":"3.7","_floor":"3"}
{"x":"n/a"}"#,
        },
        Example { query: r#"y := math:floor(x) + 1"#, input: r#"{"x":"-3.7"}"#, output: r#"{"x":"-3.7","y":"-3"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_number(build, |number| match number {
        Number::Integer(value) => Value::integer(value),
        Number::Double(value) => Value::double(value.floor()),
    })
}
