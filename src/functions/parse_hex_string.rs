//! `parseHexString()`: Decodes hex digits (either case) to bytes and the bytes to text in the charset.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseHexString",
    summary: "Decodes hex digits (either case) to bytes and the bytes to text in the charset.",
    page: "functions-parsehexstring.html",
    parameters: &[
        Parameter { default: Some("_parsehexstring"), ..Parameter::new("as", Kind::Output) },
        Parameter {
            default: Some("UTF-8"),
            values: &["ISO-8859-1", "UTF-16BE", "UTF-16LE", "UTF-8"],
            ..Parameter::new("charset", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_parsehexstring"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Decodes hex digits (either case) to bytes and the bytes to text in the charset.",
        "A leading 0x or 16# is skipped. Every other non-hex character anywhere is ignored (blanks, words without a-f letters), so digits may be scattered; letters a-f inside words DO count.",
        "Other prefixes have to be removed first by regex()/replace().",
        "Odd number of digits and invalid byte sequences: not documented (suggested: drop the last nibble, replacement character).",
    ],
    examples: &[],
    build: None,
};
