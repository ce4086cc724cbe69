//! `base64Encode()`: Writes a text in Base64.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "base64Encode",
    summary: "Writes a text in Base64.",
    page: "functions-base64encode.html",
    parameters: &[
        Parameter { default: Some("_base64Encode"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_base64Encode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Encodes the text of the field as UTF-8 bytes and writes them in standard padded Base64 (\"Hello, World!\" gives SGVsbG8sIFdvcmxkIQ==).",
        "There is no charset parameter.",
        "base64Encode(a, as=a) | base64Decode(field=a, as=a) restores the value.",
        "[inferred] a missing input field creates no output.",
    ],
    examples: &[
        Example {
            query: r#"base64Encode(a)"#,
            input: r#"{"a":"Hello, World!"}
{"b":"1"}"#,
            output: r#"{"a":"Hello, World!","_base64Encode":"SGVsbG8sIFdvcmxkIQ=="}
{"b":"1"}"#,
        },
        Example {
            query: r#"base64Encode(a, as=b) | base64Decode(b, as=c)"#,
            input: r#"{"a":"æ"}"#,
            output: r#"{"a":"æ","b":"w6Y=","c":"æ"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_text(build, |text, arena| {
        let length = text.len().div_ceil(3) * 4;
        let bytes = arena.alloc_slice_fill_copy(length, 0);
        let written = STANDARD.encode_slice(text, bytes).unwrap_or(0);
        // The alphabet is ASCII and the room exact.
        Value::of(bytes.get(..written).and_then(|bytes| std::str::from_utf8(bytes).ok()))
    })
}
