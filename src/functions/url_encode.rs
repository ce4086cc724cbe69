//! `urlEncode()`: Writes a text in the encoding of web addresses.

use super::shared::scalar;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use bumpalo::collections::String as ArenaString;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "urlEncode",
    summary: "Writes a text in the encoding of web addresses.",
    page: "functions-urlencode.html",
    parameters: &[
        Parameter { default: Some("_urlencode"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            summary: "on the 1.202 page as 'Type of encoding', no values given; absent from the newest catalogue",
            ..Parameter::new("type", Kind::Text)
        },
    ],
    output: &["_urlencode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "URL-encodes the field's value (UTF-8) into as (default _urlencode); the input field stays.",
        "[figures] Follows HTML form encoding as in Java: letters, digits and . - _ (and *) stay, space becomes +, everything else becomes %XX with capital hex digits: tail(1) | count() -> tail%281%29+%7C+count%28%29, example@example.com -> example%40example.com.",
        "The page's table example shows %20 for spaces and %2A for * instead, against the page itself. The engine's own outputs (syntax section) use +.",
        "[inferred] Missing field: set nothing.",
    ],
    examples: &[
        Example {
            query: r#"urlEncode(q)"#,
            input: r#"{"q":"a b&c=æ*"}"#,
            output: r#"{"q":"a b&c=æ*","_urlencode":"a+b%26c%3D%C3%A6*"}"#,
        },
        Example {
            query: r#"u := urlEncode(q)"#,
            input: r#"{"q":"x@y.z"}
{"p":"1"}"#,
            output: r#"{"q":"x@y.z","u":"x%40y.z"}
{"p":"1"}"#,
        },
    ],
    build: Some(build),
};

/// What stays as it is in the form encoding of Java; the blank becomes a plus sign.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'*').remove(b' ');

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_text(build, |text, arena| {
        let mut encoded = ArenaString::with_capacity_in(text.len(), arena);
        for piece in utf8_percent_encode(text, KEPT) {
            encoded.extend(piece.chars().map(|letter| if letter == ' ' { '+' } else { letter }));
        }
        Value::Text(encoded.into_bump_str())
    })
}
