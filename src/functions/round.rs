//! `round()`: Rounds a number to a whole number.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "round",
    summary: "Rounds a number to a whole number.",
    page: "functions-round.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("round"), values: &["ceil", "floor", "round"], ..Parameter::new("how", Kind::Text) },
    ],
    output: &["the input field (overwritten), or the field named by as"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Rounds the number in field to a whole number; for a fixed number of decimals use format(\"%.2f\", ...).",
        "how=round: nearest whole number (fraction below .5 down, above .5 up). how=floor: towards minus infinity. how=ceil: towards plus infinity.",
        "[undocumented] An exact .5 with how=round. Java's rule (half goes up, towards plus infinity: 2.5 -> 3, -2.5 -> -2) is the likely one.",
        "The result is printed without decimals: 10.8 with floor gives 10, not 10.0.",
        "Overwrites the input field unless as is given; x := round(y) works as as=x.",
        "Usable inside a composite aggregate: timeChart(function={max(v) | round(_max, how=floor)}).",
        "[undocumented] Missing or non-numeric field: let the event through and set nothing. Numbers beyond the 64-bit range: keep as they are.",
    ],
    examples: &[
        Example {
            query: r#"round(x)"#,
            input: r#"{"x":"2.5"}
{"x":"-2.5"}
{"x":"n/a"}"#,
            output: r#"{"x":"3"}
{"x":"-2"}
{"x":"n/a"}"#,
        },
        Example { query: r#"y := round(x, how=ceil)"#, input: r#"{"x":"10.2"}"#, output: r#"{"x":"10.2","y":"11"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    match build.text("how")?.to_ascii_lowercase().as_str() {
        "ceil" => scalar::of_number(build, |number| rounded(number, f64::ceil)),
        "floor" => scalar::of_number(build, |number| rounded(number, f64::floor)),
        _ => scalar::of_number(build, |number| rounded(number, half_up)),
    }
}

fn rounded(number: Number, round: fn(f64) -> f64) -> Value<'static> {
    match number {
        Number::Integer(value) => Value::integer(value),
        Number::Double(value) => Value::double(round(value)),
    }
}

/// A half goes up, also below zero, as in Java. Adding a half first would round 0.49999999999999994 up.
fn half_up(value: f64) -> f64 {
    let down = value.floor();
    if value - down >= 0.5 { down + 1.0 } else { down }
}
