//! `array:exists()`: Keeps the event when the condition holds for at least one element.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:exists",
    summary: "Keeps the event when the condition holds for at least one element.",
    page: "functions-array-exists.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("condition", Kind::Stages) },
        Parameter { default: Some("input array name"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the event when the condition holds for at least one element; the event passes unchanged.",
        "condition may be a filter function (in(), test() ...), an if() expression, a braced comparison {a>2} or a pipeline {x=3 OR x=4 | test(x>=b)}; an element counts when it passes the whole pipeline.",
        "Inside the condition the element is in the field named by var (default: array name without brackets); all other fields of the event are readable too.",
        "For if() conditions the result true means the element matches: if(in(a, values=[2,5]), then=true, else=in(a, values=[3,6])).",
        "For arrays of objects use objectArray:exists(); inside it array:exists() may loop over an inner array (\"a.field.b[]\").",
        "array:contains() is the simpler choice for one exact value.",
        "Elements behind a gap are not looked at (common.arrays).",
        "[inferred] no array means no match; negatable like every filter; fields set in the condition do not leak to the event.",
    ],
    examples: &[],
    build: None,
};
