//! `base64Decode()`: Reads Base64 and gives the text that it stands for.

use super::shared::charset::Charset;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "base64Decode",
    summary: "Reads Base64 and gives the text that it stands for.",
    page: "functions-base64decode.html",
    parameters: &[
        Parameter { default: Some("_base64Decode"), ..Parameter::new("as", Kind::Output) },
        Parameter {
            default: Some("UTF-8"),
            values: &["ISO-8859-1", "UTF-16BE", "UTF-16LE", "UTF-8"],
            ..Parameter::new("charset", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_base64Decode"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Base64-decodes the field and turns the bytes into text by charset.",
        "Characters outside the Base64 alphabet (spaces, line breaks, punctuation) are ignored while decoding.",
        "If the rest is not valid Base64 the output field is not created.",
        "A byte sequence that is invalid in the charset becomes a placeholder character and does not make the call fail.",
        "ISO-8859-1 maps every byte to one character and so suits binary data; UTF-16LE suits PowerShell -EncodedCommand.",
        "decoded := base64Decode(enc) equals as=decoded.",
        "[inferred] the placeholder is U+FFFD; missing padding is accepted (Java MIME decoder behaviour); a missing input field creates no output; the input field is untouched.",
    ],
    examples: &[
        Example {
            query: r#"base64Decode(a)"#,
            input: r#"{"a":"SGVs bG8="}
{"a":"SGVsbG8"}
{"a":"S"}"#,
            output: r#"{"a":"SGVs bG8=","_base64Decode":"Hello"}
{"a":"SGVsbG8","_base64Decode":"Hello"}
{"a":"S"}"#,
        },
        Example {
            query: r#"cmd := base64Decode(enc, charset="UTF-16LE")"#,
            input: r#"{"enc":"bABzAA=="}"#,
            output: r#"{"enc":"bABzAA==","cmd":"ls"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let charset = Charset::of(build)?;
    Ok(Executable::Compute(Box::new(Base64Decode { field: build.field("field")?.symbol, charset })))
}

struct Base64Decode {
    field: Symbol,
    charset: Charset,
}

impl Compute for Base64Decode {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let arena = event.arena();
        let bytes = event.get(self.field).and_then(|text| decode(text, arena));
        bytes.map_or(Value::Null, |bytes| Value::Text(self.charset.decode(bytes, arena)))
    }
}

/// The bytes; characters outside the alphabet are passed over, padding may be missing (as in Java's MIME decoder).
fn decode<'e>(text: &str, arena: &'e Bump) -> Option<&'e [u8]> {
    let mut bytes = ArenaVec::with_capacity_in(text.len() / 4 * 3 + 3, arena);
    let mut bits: u32 = 0;
    let mut digits = 0_u32;
    let mut ended = false;
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                ended = true;
                continue;
            }
            _ => continue,
        };
        if ended {
            return None;
        }
        bits = bits << 6 | u32::from(digit);
        digits += 1;
        if digits == 4 {
            bytes.extend_from_slice(bits.to_be_bytes().get(1..).unwrap_or_default());
            (bits, digits) = (0, 0);
        }
    }
    match digits {
        0 => {}
        // The last digits hold 12 or 18 bits, of which whole bytes count.
        2 => bytes.push((bits >> 4) as u8),
        3 => bytes.extend_from_slice(&[(bits >> 10) as u8, (bits >> 2) as u8]),
        _ => return None,
    }
    Some(bytes.into_bump_slice())
}
