//! `lowercase()`: Deprecated in queries (use lower()).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "lowercase",
    summary: "Deprecated in queries (use lower()).",
    page: "functions-lowercase.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("values"),
            values: &["both", "fields", "values"],
            ..Parameter::new("include", Kind::Text)
        },
        Parameter::new("locale", Kind::Text),
    ],
    output: &["(same or lower-cased field names)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: Some("see its page for the replacement"),
    behaviour: &[
        "Deprecated in queries (use lower()); still meant for parsers.",
        "include=values (default): the values of the named fields are lower-cased in place.",
        "include=fields: a field with the lower-cased name is created holding the unchanged value; the original field stays.",
        "include=both: a field with the lower-cased name is created holding the lower-cased value; the original stays.",
        "Field names given are matched without regard to case (the example finds BAR through \"bar\").",
        "field=\"*\" (as the only entry) means all fields; in this mode with fields/both only the lower-cased names remain, the originals are removed.",
        "The second syntax example contradicts its own text (include=values but a renamed field): read it as include=fields.",
    ],
    examples: &[],
    build: None,
};
