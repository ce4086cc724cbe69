//! `crypto:md5()`: Writes the MD5 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "crypto:md5",
    summary: "Writes the MD5 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.",
    page: "functions-crypto-md5.html",
    parameters: &[
        Parameter { default: Some("_md5"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
    ],
    output: &["_md5"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the MD5 digest, as lower-case hexadecimal text, of the UTF-8 bytes of the field.",
        "With several fields the values are joined in the given order, without a separator, and hashed once.",
        "In such a list a missing or empty field counts as an empty string.",
        "\"Hello, world!\" gives 6cd3556deb0da54bca060b4c39479839.",
        "[undocumented] a single missing field: hash of the empty string, or no output.",
    ],
    examples: &[],
    build: None,
};
