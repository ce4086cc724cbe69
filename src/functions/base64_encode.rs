//! `base64Encode()`: Encodes the text of the field as UTF-8 bytes and writes them in standard padded Base64 ("Hello, World!" gives SGVsbG8sIFdvcmxkIQ==).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "base64Encode",
    summary: "Encodes the text of the field as UTF-8 bytes and writes them in standard padded Base64 (\"Hello, World!\" gives SGVsbG8sIFdvcmxkIQ==).",
    page: "functions-base64encode.html",
    parameters: &[
        Parameter { default: Some("_base64Encode"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_base64Encode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Encodes the text of the field as UTF-8 bytes and writes them in standard padded Base64 (\"Hello, World!\" gives SGVsbG8sIFdvcmxkIQ==).",
        "There is no charset parameter.",
        "base64Encode(a, as=a) | base64Decode(field=a, as=a) restores the value.",
        "[inferred] a missing input field creates no output.",
    ],
    examples: &[],
    build: None,
};
