//! `parseJson()`: Flattens a JSON object into fields.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseJson",
    summary: "Flattens a JSON object into fields.",
    page: "functions-parsejson.html",
    parameters: &[
        Parameter { default: Some("[]"), ..Parameter::new("exclude", Kind::Texts) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            ..Parameter::new("excludeEmpty", Kind::Boolean)
        },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("keep"),
            values: &["discard", "empty", "keep"],
            ..Parameter::new("handleNull", Kind::Text)
        },
        Parameter { default: Some("[]"), ..Parameter::new("include", Kind::Texts) },
        Parameter { default: Some("(blank)"), ..Parameter::new("prefix", Kind::Text) },
        Parameter { default: Some("[]"), ..Parameter::new("removePrefixes", Kind::Texts) },
    ],
    output: &["(one field per JSON leaf)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Flattens a JSON object into fields: members joined by '.', array elements as name[i]; nested arrays name[i][j]; objects in arrays name[i].member.",
        "Scalar text is kept as written in the JSON: 7.0 stays 7.0, 4.2 stays 4.2; booleans give true/false; strings are unescaped.",
        "null: handleNull=keep (default) gives the text null; empty gives an empty string; discard creates no field, regardless of excludeEmpty.",
        "excludeEmpty=true drops pairs whose JSON value is the empty string.",
        "prefix is put directly before each name (write the dot yourself: prefix=\"user.\").",
        "removePrefixes strips a leading prefix (again with its dot, e.g. a.) from the names; with several, the longest that fits is used.",
        "exclude removes fields: a path a.b.c removes it and all descendants; [*] stands for every index (a.b[*].c). The match is on the beginning of the flattened name, so exclude=query removes query.string and ALSO queryString, queryStart, queryEnd.",
        "include brings back fields that an exclude removed, same notation; it does nothing without exclude.",
        "With prefix, entries of exclude and include must carry the prefix too.",
        "Existing fields of the same name are overwritten (inferred). Field missing: nothing happens.",
        "Text that is no JSON: not documented on the page; parsers then set @error=true, @error_msg and @event_parsed=false (Parser Errors page). Suggested for queries: the same fields.",
        "Empty objects/arrays and a top-level array or scalar are not documented (a top-level array plausibly yields fields named [0]...; suggested: ignore empties).",
    ],
    examples: &[],
    build: None,
};
