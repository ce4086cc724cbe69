//! `array:length()`: Writes the number of elements counted from index 0 up to the first missing index.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:length",
    summary: "Writes the number of elements counted from index 0 up to the first missing index.",
    page: "functions-array-length.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_length"), ..Parameter::new("as", Kind::Output) },
    ],
    output: &["_length"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the number of elements counted from index 0 up to the first missing index: indexes 0,1,3 count as 2.",
        "A field that is not an array gives 0 (array:length(\"#kind\") writes 0).",
        "Can be used inside expressions: last := array:length(\"foo[]\")-1.",
        "[inferred] an absent array also gives 0; an element holding an empty string counts.",
        "The longer examples at the end of the page print 3 and 1 for data that has 2 elements under that name (see doubtful-1.md).",
    ],
    examples: &[],
    build: None,
};
