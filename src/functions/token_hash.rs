//! `tokenHash()`: A 'structure hash' for grouping similar log lines.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "tokenHash",
    summary: "A 'structure hash' for grouping similar log lines.",
    page: "functions-tokenhash.html",
    parameters: &[
        Parameter { default: Some("_tokenHash"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_tokenHash"],
    roles: Roles::COMPUTE,
    support: Support::Approximate("the hash differs from LogScale's"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "A 'structure hash' for grouping similar log lines: the value is split at spaces, every token is hashed and the hashes are added up, so the order of the tokens does not matter.",
        "Printed as 8 small hexadecimal digits (32 bits): abc def ghi and def ghi abc both give 84edeb8f.",
        "The second example claims that tokens are reduced to their kind (word, number, ...) so that lines differing only in user name and address get the same hash (1111b796); that contradicts plain token hashing and is not specified enough to build. See doubtful-3.md.",
        "The token hash itself is not documented; common ones (murmur3 in several seeds, xxhash32, crc32, fnv, Java string hash, Scala's collection hash) do not give 84edeb8f. Compatible VALUES are thus out of reach; compatible GROUPING (order-free) is not.",
        "Not for cryptography.",
    ],
    examples: &[],
    build: None,
};
