//! `hashMatch()`: Hashes the constant input with a named secret salt and keeps events holding that hash.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "hashMatch",
    summary: "Hashes the constant input with a named secret salt and keeps events holding that hash.",
    page: "functions-hashmatch.html",
    parameters: &[
        Parameter { default: Some("256"), min: Some(8), max: Some(256), ..Parameter::new("bits", Kind::Integer) },
        Parameter::new("field", Kind::Field),
        Parameter { default: Some("sha256"), values: &["sha256", "sha512"], ..Parameter::new("hash", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("input", Kind::Field) },
        Parameter { required: true, ..Parameter::new("salt", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Approximate("the digest differs from LogScale's"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Hashes the constant input with a named secret salt and keeps events holding that hash: equal to the field when field is given (or ssn =~ hashMatch(...)), otherwise as a substring of @rawstring.",
        "bits (multiple of 8, 8 to 256) and hash must be those used by hashRewrite() when the data was written.",
        "The hash is written as unpadded Base64: 43 characters for 256 bits.",
        "salt names a secret kept by the server, not the salt text itself; without it offline matching is impossible. The sample hashes fit none of sha256(salt+text), sha256(text+salt), HMAC-SHA256 or PBKDF2 with the salt name as key.",
    ],
    examples: &[],
    build: None,
};
