//! `tokenHash()`: Gives a hash of the words of a text, whatever their order.

use super::shared::mixer::Mixer;
use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use bumpalo::collections::String as ArenaString;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "tokenHash",
    summary: "Gives a hash of the words of a text, whatever their order.",
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
        "The second example claims that tokens are reduced to their kind (word, number, ...) so that lines differing only in user name and address get the same hash (1111b796); that contradicts plain token hashing and is not specified enough to build.",
        "The token hash itself is not documented; common ones (murmur3 in several seeds, xxhash32, crc32, fnv, Java string hash, Scala's collection hash) do not give 84edeb8f. Compatible VALUES are thus out of reach; compatible GROUPING (order-free) is not.",
        "Not for cryptography.",
    ],
    examples: &[
        Example {
            query: r#"tokenHash(a, as=h) | tokenHash(b, as=i) | test(h == i) | select(a)"#,
            input: r#"{"a":"x y z","b":"z x y"}
{"a":"x","b":"y"}"#,
            output: r#"{"a":"x y z"}"#,
        },
        Example {
            query: r#"h := tokenHash(a) | test(text:length(h) == 8) | select(a)"#,
            input: r#"{"a":"error in line 7"}"#,
            output: r#"{"a":"error in line 7"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_text(build, |text, arena| {
        let sum = text.split(' ').filter(|token| !token.is_empty()).fold(0_u32, |sum, token| {
            let mut mixer = Mixer::new();
            mixer.add(token);
            sum.wrapping_add(mixer.finish())
        });
        let digits = (0..8).rev().map(|place| char::from_digit(sum >> (4 * place) & 15, 16).unwrap_or('0'));
        Value::Text(ArenaString::from_iter_in(digits, arena).into_bump_str())
    })
}
