//! `array:rename()`: Renames the elements from index 0 up to the first gap.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:rename",
    summary: "Renames the elements from index 0 up to the first gap.",
    page: "functions-array-rename.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("asArray", Kind::Array) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Renames the elements from index 0 up to the first gap; elements behind a gap keep the old name.",
        "An array with the new name is overwritten.",
        "Does nothing when the array does not exist or when old and new name are equal.",
        "Both names use array syntax with brackets; dotted names are fine (asArray=\"user.email[]\").",
        "Same as copying with array:filter(function={true}, asArray=...) and then emptying the source.",
        "[undocumented] whether surplus elements of a longer existing target stay.",
    ],
    examples: &[],
    build: None,
};
