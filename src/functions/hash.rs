//! `hash()`: Writes a non-cryptographic hash of the listed fields as an integer from 0 to 4294967295.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "hash",
    summary: "Writes a non-cryptographic hash of the listed fields as an integer from 0 to 4294967295.",
    page: "functions-hash.html",
    parameters: &[
        Parameter { default: Some("_hash"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { min: Some(1), ..Parameter::new("limit", Kind::Number) },
        Parameter::new("seed", Kind::Text),
    ],
    output: &["_hash"],
    roles: Roles::COMPUTE,
    support: Support::Approximate("the hash differs from LogScale's"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes a non-cryptographic hash of the listed fields as an integer from 0 to 4294967295.",
        "Same values and same seed always give the same number; another seed gives other numbers.",
        "limit makes the result hash modulo limit: the parameter text says 0 to limit, the worked examples say 0 to limit-1 (modulo); limit must be at least 1.",
        "seed is a string; numbers such as seed=10 are accepted.",
        "The algorithm is not documented. I tested the printed figures (user123/user456/user789 with limit 5, seven addresses with limit 10) against about 15,000 combinations of Murmur2/3, xxHash32/64, FNV, CRC32/32C, Adler, SipHash, Java hash codes and truncated MD5/SHA digests with common seeds and encodings: none fits, so results cannot be made equal to the product (or the samples are made up; one sample shows 19-digit numbers).",
    ],
    examples: &[],
    build: None,
};
