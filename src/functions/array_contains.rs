//! `array:contains()`: Keeps the event when at least one element of the array equals value exactly.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:contains",
    summary: "Keeps the event when at least one element of the array equals value exactly.",
    page: "functions-array-contains.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("value", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the event when at least one element of the array equals value exactly; otherwise the event is dropped. The event itself is not changed.",
        "The comparison is on the whole element; there are no wildcards and no partial matches.",
        "Negatable with ! or not; the negated form passes events whose array lacks the value, including events that have no such array.",
        "array is a string in array syntax (\"name[]\", \"a.b[]\", \"a[0][]\").",
        "Only elements from index 0 up to the first gap are looked at (common.arrays).",
        "A name with characters outside the identifier set must be back-quoted (\"`log:code`[]\"); without that the argument is refused as no valid array.",
        "[inferred] case-sensitive.",
    ],
    examples: &[],
    build: None,
};
