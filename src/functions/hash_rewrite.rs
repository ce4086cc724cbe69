//! `hashRewrite()`: Replaces the field value by a salted digest of it.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "hashRewrite",
    summary: "Replaces the field value by a salted digest of it.",
    page: "functions-hashrewrite.html",
    parameters: &[
        Parameter { default: Some("(input field)"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("256"), min: Some(8), max: Some(256), ..Parameter::new("bits", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("sha256"), values: &["sha256", "sha512"], ..Parameter::new("hash", Kind::Text) },
        Parameter { default: Some("true"), ..Parameter::new("replaceInRawstring", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("salt", Kind::Text) },
    ],
    output: &["(input field)"],
    roles: Roles::TRANSFORM,
    support: Support::Approximate("the digest differs from LogScale's"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Replaces the field value by a salted digest of it; same value + same salt + same settings always give the same text, so hashMatch() with the same arguments finds it again.",
        "The result text is standard-alphabet Base64 ('+' and '/') WITHOUT '=' padding: the documented 256-bit results are 43 characters long and contain '+' (inferred from the samples).",
        "bits is the number of digest bits kept, must be a multiple of 8, from 8 to 256; anything else is an argument error (error wording not documented). Both sha256 and sha512 are capped at 256 kept bits. Which bytes are kept when bits is lower is not documented (suggested: the leading bytes).",
        "salt is the NAME of a secret salt, not the salt text. The exact derivation is not published: about 600 simple combinations (plain salt+value, value+salt with separators, HMAC, PBKDF2 over sha1/sha256/sha512/md5) were tried against the documented result for value 123-45-6789 and salt salt1 and none matches. An offline program can only promise self-consistency with its own hashMatch().",
        "With replaceInRawstring=true (default) every occurrence of the original value as a substring of @rawstring is replaced by the digest text as well; with false @rawstring is left alone.",
        "as defaults to the input field, i.e. the original value is overwritten; with as=other the input field keeps its value (inferred).",
        "An event without the field passes unchanged (not documented, inferred from the general missing-field rule).",
    ],
    examples: &[],
    build: None,
};
