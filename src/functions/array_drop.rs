//! `array:drop()`: Removes the fields of the array from index 0 up to the first missing index.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:drop",
    summary: "Removes the fields of the array from index 0 up to the first missing index.",
    page: "functions-array-drop.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) }],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes the fields of the array from index 0 up to the first missing index; elements behind a gap stay (0,1,2,10 leaves [10]).",
        "An array that does not start at index 0, or does not exist, is left alone.",
        "The argument is validated: it must be a name in array syntax (ending in []); a plain field name is an error.",
        "Same effect as array:filter(array=\"a[]\", function={false}, var=\"\").",
        "The worked example on the page shows an element at index 42 disappearing, against this rule (see doubtful-1.md); the rule is stated twice in the text.",
    ],
    examples: &[],
    build: None,
};
