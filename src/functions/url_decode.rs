//! `urlDecode()`: Reads a text in the encoding of web addresses.

use super::shared::charset::Charset;
use super::shared::scalar;
use percent_encoding::percent_decode;

use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "urlDecode",
    summary: "Reads a text in the encoding of web addresses.",
    page: "functions-urldecode.html",
    parameters: &[
        Parameter { default: Some("_urldecode"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_urldecode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Percent-decodes the field's value (UTF-8) into as (default _urldecode); the input field stays.",
        "field is a name, quoted or not: urlDecode(\"Bar\").",
        "x := urlDecode(field=f) sets as=x.",
        "[inferred] + becomes a space, since urlEncode writes spaces as +. [undocumented] Malformed sequences such as %zz stay as they are; a missing field sets nothing.",
    ],
    examples: &[
        Example {
            query: r#"urlDecode(u)"#,
            input: r#"{"u":"a+b%26c%3D%C3%A6"}
{"u":"100%zz"}"#,
            output: r#"{"u":"a+b%26c%3D%C3%A6","_urldecode":"a b&c=æ"}
{"u":"100%zz","_urldecode":"100%zz"}"#,
        },
        Example {
            query: r#"d := urlDecode(field=u)"#,
            input: r#"{"u":"x%40y.z"}
{"p":"1"}"#,
            output: r#"{"u":"x%40y.z","d":"x@y.z"}
{"p":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_text(build, |text, arena| {
        if memchr::memchr2(b'%', b'+', text.as_bytes()).is_none() {
            return Value::Text(text);
        }
        // A plus sign is a blank, as in Java's decoder; one that is meant is written %2B.
        let blanks = text.bytes().map(|byte| if byte == b'+' { b' ' } else { byte });
        let blanks = ArenaVec::from_iter_in(blanks, arena).into_bump_slice();
        let bytes = ArenaVec::from_iter_in(percent_decode(blanks), arena);
        Value::Text(Charset::Utf8.decode(bytes.into_bump_slice(), arena))
    })
}
