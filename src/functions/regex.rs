//! `regex()`: Searches (find, not full match) the regular expression in one field, default @rawstring.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "regex",
    summary: "Searches (find, not full match) the regular expression in one field, default @rawstring.",
    page: "functions-regex.html",
    parameters: &[
        Parameter { default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("m"), values: &["F", "d", "i", "m"], ..Parameter::new("flags", Kind::Text) },
        Parameter { default: Some("100"), ..Parameter::new("limit", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("regex", Kind::Regex) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("repeat", Kind::Boolean) },
        Parameter { default: Some("true"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
    ],
    output: &["(named groups)"],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Searches (find, not full match) the regular expression in one field, default @rawstring; named groups (?<name>...) become fields. Plain parentheses do not capture. Group names may contain characters such as @ and #.",
        "strict=true (default) drops events that do not match; strict=false passes them unchanged.",
        "repeat=false: first match only. repeat=true: every match yields one event; at most limit (default 100) per input event, a warning is produced when exceeded unless limit was given explicitly.",
        "flags: i ignore case, d dot matches newline, m ^ and $ match at lines, F the second engine. g is NOT accepted in flags (error): use repeat=true. Flags may also stand in the pattern as (?i).",
        "Default of flags is m by the parameter table and by the flags page (unchanged up to 1.252); a note on the function page says there are no default flags. Take m, keep it a single constant. The /regex/ syntax has no default flags.",
        "The pattern is a query string: a backslash must be doubled in it (\"\\\\d+\"), a literal backslash written four times or as \\x5c. Some official examples nevertheless write a single backslash before S, d or w inside the string: unknown escapes must be kept as they are (\"\\S\" = \\S).",
        "field = /re/ is equivalent to regex(\"re\", field=field); bare /re/ searches all fields and only before the first aggregator.",
        "A missing field is no error: no match.",
        "Captured fields overwrite existing ones (inferred); a group that did not take part sets nothing (inferred).",
        "!regex(...) / not regex(...) passes events that do not match. Usable as boolean in if().",
        "Engine v1 peculiarities: X+? is listed as not supported, \\h and \\v are not white-space classes, no possessive quantifiers, no lookbehind, no \\p{..}, (?i) before an alternation applies to the first branch only; \\b is Unicode aware, \\w is ASCII.",
    ],
    examples: &[],
    build: None,
};
