//! `text:startsWith()`: Passes events in which string starts with substring.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:startsWith",
    summary: "Passes events in which string starts with substring.",
    page: "functions-text-startswith.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("substring", Kind::Expression) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes events in which string starts with substring; case-sensitive, plain text.",
        "Both are expressions, so either side may be a field, a literal or a function result: text:startsWith(string=lower(cmd), substring=\"...\") ignores case of cmd.",
        "Usable as a boolean in expressions. Negatable with ! or not.",
        "[inferred] Missing field on either side: not a match. Empty substring: matches any existing string.",
    ],
    examples: &[],
    build: None,
};
