//! `writeJson()`: Builds a JSON object text from fields of the event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "writeJson",
    summary: "Builds a JSON object text from fields of the event.",
    page: "functions-writejson.html",
    parameters: &[
        Parameter { default: Some("_json"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Fields) },
    ],
    output: &["_json"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Builds a JSON object text from fields of the event: dots make nested objects, [i] makes arrays: a.b.c, a.b.e[0] -> {\"a\":{\"b\":{\"c\":...,\"e\":[...]}}}.",
        "Each entry of field is a PREFIX of field names: a.b takes a.b.c, a.b[0] and also a.bc and a.b!. With * as array index it is a glob: a.b[*] takes a.b[0], a.b[0].c, a.b[1][0] ... (again as prefix).",
        "Listed fields the event lacks are left out.",
        "[figures] Numeric text is written as a JSON number (5), other text as a string. [undocumented] true/false, numbers in unusual form (007, 1e3), a field that is both a value and a parent.",
        "Compact output without spaces; keys in the example come out in alphabetical order, which is also the order of the argument list.",
        "Result goes to as (default _json); the event's fields stay.",
        "Called without field it takes @rawstring.",
    ],
    examples: &[],
    build: None,
};
