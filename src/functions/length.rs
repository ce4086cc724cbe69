//! `length()`: Number of UTF-16 code units of the value ('Java characters', stated since the 1.256 documentation).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "length",
    summary: "Number of UTF-16 code units of the value ('Java characters', stated since the 1.256 documentation).",
    page: "functions-length.html",
    parameters: &[
        Parameter { default: Some("_length"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_length"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Number of UTF-16 code units of the value ('Java characters', stated since the 1.256 documentation): a character outside the basic plane such as an emoji counts 2. text:length() counts grapheme clusters instead.",
        "Counts spaces and punctuation too. Empty string gives 0.",
        "Missing field: no output field (inferred from the missing-value rule).",
        "Usable in expressions: test(length(a) == length(b)).",
    ],
    examples: &[],
    build: None,
};
