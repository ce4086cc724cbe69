//! `text:contains()`: Passes events in which string contains substring.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:contains",
    summary: "Passes events in which string contains substring.",
    page: "functions-text-contains.html",
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
        "Passes events in which string contains substring; case-sensitive, plain text (no wildcards, no regex).",
        "Both are expressions: quoted = literal text, bare = field value, or a function result. Either side may be a field.",
        "text:contains(name, substring=\"download\") equals name = /download/.",
        "Usable as a boolean in expressions: x := if(text:contains(a, substring=\"b\"), then=1, else=0).",
        "Negatable with ! or not.",
        "[inferred] Missing field on either side: not a match. Empty substring: matches any existing string.",
    ],
    examples: &[],
    build: None,
};
