//! `wildcard()`: Passes events in which a field matches a wildcard pattern.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "wildcard",
    summary: "Passes events in which a field matches a wildcard pattern.",
    page: "functions-wildcard.html",
    parameters: &[
        Parameter { summary: "default: the whole event", ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            ..Parameter::new("includeEverythingOnAsterisk", Kind::Boolean)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("pattern", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes events in which a field matches a wildcard pattern; * stands for any run of characters.",
        "With field(s): the pattern must match the whole value of at least one of the fields (field=[a, b] is a OR b). So pattern=horse means equality, *horse* means contains.",
        "Without field (or with []): free-text search for the pattern anywhere in the event, i.e. like *pattern*, over all fields of the original, unmodified event; fields set earlier in the query are not seen.",
        "ignoreCase=true: the same, ignoring case. The behaviour table calls these 'unanchored regexes', but the worked example for pattern=horse with a field says it is anchored (/\\Ahorse\\z/i); follow the example. Without field it is unanchored (/horse/i).",
        "includeEverythingOnAsterisk=true with pattern=* passes ALL events, also those lacking the field; otherwise pattern=* passes only events that have (one of) the field(s).",
        "field =~ wildcard(\"*foo*\") is the short form, since pattern is the unnamed parameter.",
        "pattern may be unquoted: pattern=*h*rse*.",
        "Negatable with ! or not: passes all events that do not match (also those lacking the field).",
        "[inferred] The free-text form cannot be used after the first aggregate (free text there is an error since 1.190).",
    ],
    examples: &[],
    build: None,
};
