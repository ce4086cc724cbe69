//! `splitString()`: Splits the field's value at every match of the regular expression by and writes the pieces to as[0], as[1], ...; the input field stays.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "splitString",
    summary: "Splits the field's value at every match of the regular expression by and writes the pieces to as[0], as[1], ...; the input field stays.",
    page: "functions-splitstring.html",
    parameters: &[
        Parameter { default: Some("_splitstring"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("by", Kind::Regex) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter::new("index", Kind::Integer),
    ],
    output: &["_splitstring[0], _splitstring[1], ... (or _splitstring with index)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Splits the field's value at every match of the regular expression by and writes the pieces to as[0], as[1], ...; the input field stays.",
        "by is always a regular expression: escape . * | and so on. A group may be used for a multi-character separator: by=\"(\\*\\|\\*)\". Inline flags work: by=\"(?i)(e|enc)\".",
        "With index only that piece is written, to the plain field as (no brackets). Negative index counts from the end: -1 is the last piece.",
        "Separators are not part of the pieces; capture groups in by are not output.",
        "by=\"(?!\\A)(?=.)\" splits into single characters (look-ahead works).",
        "x := splitString(field=f, by=\" \") sets as=x, giving x[0], x[1] ...",
        "[undocumented] Leading and trailing empty pieces. Java's split (the host language) keeps a leading empty piece and drops trailing ones, but the page's example <2007-01-01>test;bar with [<>;] claims three pieces part[0..2], which means no leading empty piece. See doubtful-3.md.",
        "[undocumented] index out of range: set nothing. Missing field: set nothing. Old pieces with higher indices from an earlier array of that name: remove them so that the array has no stale tail.",
    ],
    examples: &[],
    build: None,
};
