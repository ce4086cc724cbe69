//! `selfJoinFilter()`: Two passes.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selfJoinFilter",
    summary: "Two passes.",
    page: "functions-selfjoinfilter.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("prefilter", Kind::Boolean) },
        Parameter { required: true, summary: "each a { query }", ..Parameter::new("where", Kind::Filters) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Two passes. Pass 1 finds the key values for which every where clause is satisfied by some event with that key (clauses may be satisfied by different events). Pass 2 lets through, unmodified, every event whose key is in that set.",
        "In pass 2 an event need not satisfy any clause itself, unless prefilter=true: then only events that match at least one clause pass.",
        "With several key fields, an event must have all of them to count and to pass.",
        "Negatable with ! or not: passes the events that would not pass otherwise.",
        "Probabilistic in the real product (same false-positive table as selfJoin); exact is fine offline.",
        "Not usable in live queries except with beta:repeating().",
        "Has no key limit of its own; the point of it is narrowing before groupBy. Usual shape: filter | selfJoinFilter | groupBy | filter.",
    ],
    examples: &[],
    build: None,
};
