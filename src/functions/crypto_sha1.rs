//! `crypto:sha1()`: Writes the SHA-1 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "crypto:sha1",
    summary: "Writes the SHA-1 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.",
    page: "functions-crypto-sha1.html",
    parameters: &[
        Parameter { default: Some("_sha1"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
    ],
    output: &["_sha1"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the SHA-1 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.",
        "With several fields the values are joined in the given order, without a separator, and hashed once.",
        "In such a list a missing or empty field counts as an empty string.",
        "\"Hello, world!\" gives 943a702d06f34599aee1f8da8ef9f7296031d699.",
        "[undocumented] a single missing field: hash of the empty string, or no output.",
    ],
    examples: &[],
    build: None,
};
