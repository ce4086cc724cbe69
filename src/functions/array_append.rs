//! `array:append()`: Adds the values of the given expressions, in order, to the end of the array.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:append",
    summary: "Adds the values of the given expressions, in order, to the end of the array.",
    page: "functions-array-append.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("values", Kind::Expressions) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Adds the values of the given expressions, in order, to the end of the array; creates the array from index 0 when it does not exist.",
        "The end of the array is the first missing index counting from 0. If there is a gap, writing starts in the gap and later elements that collide are overwritten: indexes 0,1,3 plus three values give 0..4 with the old [3] replaced.",
        "Elements behind the gap that are not reached by the new values stay as they are.",
        "An expression that yields no value (missing field, failed function) is skipped and uses no index.",
        "In values an unquoted name is a field, a quoted text is a literal, numbers are written as their text, and function calls such as lower(f) are allowed.",
        "array must be written in array syntax with trailing [] (for example \"seen[]\") and is for arrays of scalars.",
        "[inferred] an empty-string value is a value and is appended.",
    ],
    examples: &[],
    build: None,
};
