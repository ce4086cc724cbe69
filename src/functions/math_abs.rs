//! `math:abs()`: Gives a number without its sign.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:abs",
    summary: "Gives a number without its sign.",
    page: "functions-math-abs.html",
    parameters: &[
        Parameter { default: Some("_abs"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_abs"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Absolute value: drops the sign (-3.5 gives 3.5, 3.5 stays, 0 stays).",
        "Keeps decimals; works for integers and decimals alike.",
        "The argument is a FIELD, even inside an expression: c := math:abs(1) reads the field called 1. To use a literal, assign it to a field first.",
        "Field missing or not a number: no output field is created, an existing target keeps its value (rule of expressions; inferred for the statement form).",
        "Computed in IEEE double precision; results may differ in the last digit between processor architectures (documented note for all math functions).",
        "Result prints like any number: no decimals when it is integral, otherwise the shortest text that reads back to the same double.",
    ],
    examples: &[
        Example {
            query: r#"math:abs(x)"#,
            input: r#"{"x":"-3.5"}
{"x":"n/a"}"#,
            output: r#"{"x":"-3.5","_abs":"3.5"}
{"x":"n/a"}"#,
        },
        Example { query: r#"y := math:abs(x) + 1"#, input: r#"{"x":"7"}"#, output: r#"{"x":"7","y":"8"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_number(build, |number| match number {
        Number::Integer(value) => value.checked_abs().map_or(Value::double(-(value as f64)), Value::integer),
        Number::Double(value) => Value::double(value.abs()),
    })
}
