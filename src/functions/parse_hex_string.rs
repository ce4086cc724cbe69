//! `parseHexString()`: Gives the text that hexadecimal digits stand for.

use super::shared::charset::Charset;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseHexString",
    summary: "Gives the text that hexadecimal digits stand for.",
    page: "functions-parsehexstring.html",
    parameters: &[
        Parameter { default: Some("_parsehexstring"), ..Parameter::new("as", Kind::Output) },
        Parameter {
            default: Some("UTF-8"),
            values: &["ISO-8859-1", "UTF-16BE", "UTF-16LE", "UTF-8"],
            ..Parameter::new("charset", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_parsehexstring"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Decodes hex digits (either case) to bytes and the bytes to text in the charset.",
        "A leading 0x or 16# is skipped. Every other non-hex character anywhere is ignored (blanks, words without a-f letters), so digits may be scattered; letters a-f inside words DO count.",
        "Other prefixes have to be removed first by regex()/replace().",
        "[undocumented] Of an odd number of digits the last one is left out; invalid byte sequences become U+FFFD.",
    ],
    examples: &[
        Example {
            query: r#"parseHexString(x)"#,
            input: r#"{"x":"48656c6C6f"}
{"x":"0x48 0x69"}"#,
            output: r#"{"x":"48656c6C6f","_parsehexstring":"Hello"}
{"x":"0x48 0x69","_parsehexstring":"H\u0006"}"#,
        },
        Example {
            query: r#"t := parseHexString(x, charset="UTF-16BE")"#,
            input: r#"{"x":"00480069"}
{"y":"1"}"#,
            output: r#"{"x":"00480069","t":"Hi"}
{"y":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let charset = Charset::of(build)?;
    Ok(Executable::Compute(Box::new(ParseHexString { field: build.field("field")?.symbol, charset })))
}

struct ParseHexString {
    field: Symbol,
    charset: Charset,
}

impl Compute for ParseHexString {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let arena = event.arena();
        let Some(text) = event.get(self.field) else { return Value::Null };
        let digits = ["0x", "0X", "16#"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
        let mut bytes = ArenaVec::with_capacity_in(digits.len() / 2, arena);
        let mut digits = digits.bytes().filter_map(|byte| char::from(byte).to_digit(16));
        while let (Some(high), Some(low)) = (digits.next(), digits.next()) {
            bytes.push((high << 4 | low) as u8);
        }
        Value::Text(self.charset.decode(bytes.into_bump_slice(), arena))
    }
}
