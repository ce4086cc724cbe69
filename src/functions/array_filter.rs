//! `array:filter()`: Keeps the elements that pass the filter in function, in the same order, renumbered from 0.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:filter",
    summary: "Keeps the elements that pass the filter in function, in the same order, renumbered from 0.",
    page: "functions-array-filter.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("value of array"), ..Parameter::new("asArray", Kind::Array) },
        Parameter { required: true, ..Parameter::new("function", Kind::Stages) },
        Parameter { default: Some("input array name"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the elements that pass the filter in function, in the same order, renumbered from 0.",
        "Without asArray the input array is replaced and surplus old elements disappear (function={false} empties the array); with asArray the input stays and the result goes to the new array.",
        "The filter should mention the field named by var (default: array name without brackets); patterns such as addr=ba*@example.com and bname=/\\// work as anywhere else.",
        "Constant filters are legal: {true} copies the array, {false} empties it; var may then be \"\".",
        "Elements from index 0 to the first gap are processed (common.arrays).",
    ],
    examples: &[],
    build: None,
};
