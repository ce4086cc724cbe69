//! `crypto:md5()`: Gives the MD5 digest of fields, in hexadecimal.

use super::shared::digest;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "crypto:md5",
    summary: "Gives the MD5 digest of fields, in hexadecimal.",
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
        "[undocumented] A single field that is missing gives no output.",
    ],
    examples: &[
        Example {
            query: r#"crypto:md5(a)"#,
            input: r#"{"a":"Hello, world!"}
{"b":"1"}"#,
            output: r#"{"a":"Hello, world!","_md5":"6cd3556deb0da54bca060b4c39479839"}
{"b":"1"}"#,
        },
        Example {
            query: r#"h := crypto:md5([a, b])"#,
            input: r#"{"a":"x","b":"y"}
{"b":"y"}"#,
            output: r#"{"a":"x","b":"y","h":"3e44107170a520582ade522fa73c1d15"}
{"b":"y","h":"415290769594460e2e485922904f345d"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    digest::of_fields::<md5::Md5>(build)
}
