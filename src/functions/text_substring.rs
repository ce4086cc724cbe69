//! `text:substring()`: The part of string from position begin (inclusive, zero-based) to end (exclusive).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:substring",
    summary: "The part of string from position begin (inclusive, zero-based) to end (exclusive).",
    page: "functions-text-substring.html",
    parameters: &[
        Parameter {
            default: Some("_string"),
            summary: "the page's examples print the column as _substring",
            ..Parameter::new("as", Kind::Output)
        },
        Parameter { default: Some("0"), ..Parameter::new("begin", Kind::Expression) },
        Parameter { summary: "default: end of the string", ..Parameter::new("end", Kind::Expression) },
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
    ],
    output: &["_string"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "The part of string from position begin (inclusive, zero-based) to end (exclusive): begin=0, end=4 gives characters 0 to 3.",
        "Positions count extended grapheme clusters (Unicode UAX 29), i.e. what a reader sees as one character: a flag emoji is 1, while length() (UTF-16 units) says 4.",
        "Valid values: string an existing field or a literal; begin a number from 0 to the length; end a number from 1 to the length.",
        "With any invalid value the event passes unchanged and the as field is not added (no clamping: end beyond the length is invalid).",
        "begin and end are expressions; numeric text with leading zeros works as a number (end=payloadLength with 0009 means 9).",
        "end default: the length. begin equal to the length gives an empty result.",
        "[undocumented] begin >= end: treat as invalid when greater, empty when equal.",
        "Default output name: the parameter table says _string, all printed examples without as show _substring. See doubtful-3.md.",
    ],
    examples: &[],
    build: None,
};
