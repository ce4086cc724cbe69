//! `crypto:sha256()`: Writes the SHA-256 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "crypto:sha256",
    summary: "Writes the SHA-256 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.",
    page: "functions-crypto-sha256.html",
    parameters: &[
        Parameter { default: Some("_sha256"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
    ],
    output: &["_sha256"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the SHA-256 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.",
        "With several fields the values are joined in the given order, without a separator, and hashed once.",
        "In such a list a missing or empty field counts as an empty string.",
        "\"Hello, world!\" gives 315f5bdb76d078c43b8ac0064e4a0164612b1fce77c869345bfc94c75894edd3.",
        "[undocumented] a single missing field: hash of the empty string, or no output.",
    ],
    examples: &[],
    build: None,
};
