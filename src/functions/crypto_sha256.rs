//! `crypto:sha256()`: Gives the SHA-256 digest of fields, in hexadecimal.

use super::shared::digest;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "crypto:sha256",
    summary: "Gives the SHA-256 digest of fields, in hexadecimal.",
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
        "[undocumented] A single field that is missing gives no output.",
    ],
    examples: &[
        Example {
            query: r#"crypto:sha256(a)"#,
            input: r#"{"a":"Hello, world!"}
{"b":"1"}"#,
            output: r#"{"a":"Hello, world!","_sha256":"315f5bdb76d078c43b8ac0064e4a0164612b1fce77c869345bfc94c75894edd3"}
{"b":"1"}"#,
        },
        Example {
            query: r#"h := crypto:sha256([a, b])"#,
            input: r#"{"a":"x","b":"y"}
{"b":"y"}"#,
            output: r#"{"a":"x","b":"y","h":"769a4e6d0003189c7e96c5d9b7e810a0d11c3a12832527ec94b0f86d277f51ca"}
{"b":"y","h":"a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    digest::of_fields::<sha2::Sha256>(build)
}
