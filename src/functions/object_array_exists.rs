//! `objectArray:exists()`: Passes an event when at least one element of NAME[] lets the condition pipeline pass.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "objectArray:exists",
    summary: "Passes an event when at least one element of NAME[] lets the condition pipeline pass.",
    page: "functions-objectarray-exists.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("condition", Kind::Stages) },
        Parameter { default: Some("(input array name)"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes an event when at least one element of NAME[] lets the condition pipeline pass; element access inside the condition as in objectArray:eval().",
        "condition is a non-aggregate pipeline: a block in braces with field filters ({Vendor.resources.ARN=\"arn:aws:*\"}, wildcards allowed) or a filter function such as test(...) or a nested array:exists(...).",
        "For nested arrays the outermost call must be objectArray:exists; inner ones may be array:exists (recommended).",
        "Adds no fields. Iteration stops at the first missing index.",
        "Absent or empty array: event is dropped.",
    ],
    examples: &[],
    build: None,
};
