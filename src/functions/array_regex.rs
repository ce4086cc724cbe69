//! `array:regex()`: Keeps the event when the regular expression matches at least one element (a search, not a full match.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:regex",
    summary: "Keeps the event when the regular expression matches at least one element (a search, not a full match.",
    page: "functions-array-regex.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { values: &["F", "d", "i", "m"], ..Parameter::new("flags", Kind::Text) },
        Parameter { required: true, ..Parameter::new("regex", Kind::Regex) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the event when the regular expression matches at least one element (a search, not a full match; anchor with ^ and $ when needed).",
        "Flags: i ignores case, d lets . match newlines, m makes ^ and $ work per line, F selects the newer regex engine and does not change what matches.",
        "Negatable with ! or not.",
        "The event passes unchanged.",
        "Elements behind a gap are not looked at (common.arrays).",
        "[inferred] no array means no match; several flags are written together (\"im\").",
    ],
    examples: &[],
    build: None,
};
