//! `fieldset()`: Outputs one row per field name that occurs in the events reaching it, including tags (#type) and built-in fields (@timestamp, @rawstring, @id, @host ...).

use crate::exec::function::{Function, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "fieldset",
    summary: "Outputs one row per field name that occurs in the events reaching it, including tags (#type) and built-in fields (@timestamp, @rawstring, @id, @host ...).",
    page: "functions-fieldset.html",
    parameters: &[],
    output: &["(one column, name not shown)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Outputs one row per field name that occurs in the events reaching it, including tags (#type) and built-in fields (@timestamp, @rawstring, @id, @host ...).",
        "After an aggregate it lists the fields of the aggregate: groupBy([#type,@host]) | fieldset() lists _count, @host and #type.",
        "Takes no parameters.",
        "[undocumented] name of the output column and order of the rows.",
    ],
    examples: &[],
    build: None,
};
