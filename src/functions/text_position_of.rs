//! `text:positionOf()`: Zero-based position of a character or longer text (character) inside string.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:positionOf",
    summary: "Zero-based position of a character or longer text (character) inside string.",
    page: "functions-text-positionof.html",
    parameters: &[
        Parameter { default: Some("_position"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("0"), ..Parameter::new("begin", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("character", Kind::Expression) },
        Parameter { default: Some("1"), ..Parameter::new("occurrence", Kind::Expression) },
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
    ],
    output: &["_position"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Zero-based position of a character or longer text (character) inside string; the last possible position is text:length(string) - 1.",
        "Positions count extended grapheme clusters (Unicode UAX 29), i.e. what a reader sees as one character: a flag emoji is 1, while length() (UTF-16 units) says 4.",
        "begin: where to start searching, must be 0 or more. occurrence: which hit to report, must be 1 or more.",
        "[inferred] The reported position counts from the start of string, not from begin; occurrences are counted from begin on.",
        "[undocumented] Not found, begin or occurrence out of range, missing field: set nothing (null in expressions), as text:substring does for invalid input.",
        "All parameters except as are expressions and may be fields or computed.",
    ],
    examples: &[],
    build: None,
};
