//! `base64Decode()`: Base64-decodes the field and turns the bytes into text by charset.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "base64Decode",
    summary: "Base64-decodes the field and turns the bytes into text by charset.",
    page: "functions-base64decode.html",
    parameters: &[
        Parameter { default: Some("_base64Decode"), ..Parameter::new("as", Kind::Output) },
        Parameter {
            default: Some("UTF-8"),
            values: &["ISO-8859-1", "UTF-16BE", "UTF-16LE", "UTF-8"],
            ..Parameter::new("charset", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_base64Decode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Base64-decodes the field and turns the bytes into text by charset.",
        "Characters outside the Base64 alphabet (spaces, line breaks, punctuation) are ignored while decoding.",
        "If the rest is not valid Base64 the output field is not created.",
        "A byte sequence that is invalid in the charset becomes a placeholder character and does not make the call fail.",
        "ISO-8859-1 maps every byte to one character and so suits binary data; UTF-16LE suits PowerShell -EncodedCommand.",
        "decoded := base64Decode(enc) equals as=decoded.",
        "[inferred] the placeholder is U+FFFD; missing padding is accepted (Java MIME decoder behaviour); a missing input field creates no output; the input field is untouched.",
    ],
    examples: &[],
    build: None,
};
