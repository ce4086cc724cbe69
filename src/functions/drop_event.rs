//! `dropEvent()`: In a query it is the same as the constant filter false.

use crate::exec::function::{Function, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "dropEvent",
    summary: "In a query it is the same as the constant filter false.",
    page: "functions-dropevent.html",
    parameters: &[],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "In a query it is the same as the constant filter false: the event is removed from the result.",
        "Usually inside case { cond | dropEvent(); * }.",
        "In a parser the event is not stored.",
        "Takes no arguments.",
    ],
    examples: &[],
    build: None,
};
