//! `array:dedup()`: Removes repeated elements.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:dedup",
    summary: "Removes repeated elements.",
    page: "functions-array-dedup.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("input array"), ..Parameter::new("asArray", Kind::Array) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes repeated elements; the first occurrence of each value is kept, in the original order, and indexes are renumbered from 0.",
        "Without asArray the input array is replaced: elements left over behind the shorter result are removed (horse, fish, horse, cow, cow becomes three elements).",
        "With asArray the result goes to that array and the input array stays as it is.",
        "[inferred] equality is exact text equality (case-sensitive).",
        "[undocumented] whether surplus elements of an already existing, longer asArray target are removed; array:sort() says that array functions in general do not remove them.",
    ],
    examples: &[],
    build: None,
};
