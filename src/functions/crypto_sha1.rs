//! `crypto:sha1()`: Gives the SHA-1 digest of fields, in hexadecimal.

use super::shared::digest;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "crypto:sha1",
    summary: "Gives the SHA-1 digest of fields, in hexadecimal.",
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
        "[undocumented] A single field that is missing gives no output.",
    ],
    examples: &[
        Example {
            query: r#"crypto:sha1(a)"#,
            input: r#"{"a":"Hello, world!"}
{"b":"1"}"#,
            output: r#"{"a":"Hello, world!","_sha1":"943a702d06f34599aee1f8da8ef9f7296031d699"}
{"b":"1"}"#,
        },
        Example {
            query: r#"h := crypto:sha1([a, b])"#,
            input: r#"{"a":"x","b":"y"}
{"b":"y"}"#,
            output: r#"{"a":"x","b":"y","h":"5f8459982f9f619f4b0d9af2542a2086e56a4bef"}
{"b":"y","h":"95cb0bfd2977c761298d9624e4b4d4c72a39974a"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    digest::of_fields::<sha1::Sha1>(build)
}
