//! `round()`: Rounds the number in field to a whole number.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "round",
    summary: "Rounds the number in field to a whole number.",
    page: "functions-round.html",
    parameters: &[
        Parameter { default: Some("name of the input field"), ..Parameter::new("as", Kind::Output) },
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
    examples: &[],
    build: None,
};
