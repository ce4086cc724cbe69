//! `text:length()`: Length of a text.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:length",
    summary: "Length of a text.",
    page: "functions-text-length.html",
    parameters: &[
        Parameter { default: Some("_length"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
    ],
    output: &["_length"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Length of a text. Counts extended grapheme clusters (Unicode UAX 29), i.e. what a reader sees as one character: a flag emoji is 1, while length() (UTF-16 units) says 4.",
        "string is an expression: text:length(f) takes field f, text:length(\"abc\") the literal.",
        "Usable inside expressions: end=text:length(message) - 4.",
        "[inferred] Missing field: set nothing. Empty string: 0.",
    ],
    examples: &[],
    build: None,
};
