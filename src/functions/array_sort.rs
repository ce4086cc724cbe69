//! `array:sort()`: Sorts the elements.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:sort",
    summary: "Sorts the elements.",
    page: "functions-array-sort.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("input array"), ..Parameter::new("asArray", Kind::Array) },
        Parameter {
            default: Some("asc"),
            values: &["ascending", "descending", "asc", "desc"],
            ..Parameter::new("order", Kind::Text)
        },
        Parameter { default: Some("string"), values: &["number", "string"], ..Parameter::new("type", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sorts the elements; by default as text, ascending, in place.",
        "Text order ignores case (apple, banana, Cherry, Coconut, date); elements equal except for case stay in unspecified order.",
        "As text, numbers sort digit by digit: 10, 11, 2, 2, 41, 5.",
        "type=number sorts by value; elements that are not numbers are sorted as text among themselves, in the same direction, and always come after all numbers (also when descending).",
        "order accepts ascending, descending, asc and desc.",
        "asArray writes to another array; elements of an existing longer target beyond the result are not removed (target 5,5,5,5 with source 3,1,2 ends as 1,2,3,5).",
        "[inferred] element texts are moved unchanged (5.0 stays 5.0).",
    ],
    examples: &[],
    build: None,
};
