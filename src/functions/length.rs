//! `length()`: Gives the number of characters of a value, as Java counts them.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "length",
    summary: "Gives the number of characters of a value, as Java counts them.",
    page: "functions-length.html",
    parameters: &[
        Parameter { default: Some("_length"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_length"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Number of UTF-16 code units of the value ('Java characters', stated since the 1.256 documentation): a character outside the basic plane such as an emoji counts 2. text:length() counts grapheme clusters instead.",
        "Counts spaces and punctuation too. Empty string gives 0.",
        "Missing field: no output field (inferred from the missing-value rule).",
        "Usable in expressions: test(length(a) == length(b)).",
    ],
    examples: &[
        Example {
            query: r#"length(name)"#,
            input: r#"{"name":"crème"}
{"name":""}
{"a":"1"}"#,
            output: r#"{"name":"crème","_length":"5"}
{"name":"","_length":"0"}
{"a":"1"}"#,
        },
        Example {
            query: r#"test(length(a) == length(b))"#,
            input: r#"{"a":"xy","b":"zw"}
{"a":"x","b":"zw"}"#,
            output: r#"{"a":"xy","b":"zw"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_text(build, |text, _| Value::integer(utf16_units(text)))
}

/// A character is one unit, those beyond the basic plane, whose UTF-8 has four bytes, are two.
fn utf16_units(text: &str) -> i64 {
    let units = text.bytes().map(|byte| usize::from((byte & 0xC0) != 0x80) + usize::from(byte >= 0xF0)).sum::<usize>();
    i64::try_from(units).unwrap_or(i64::MAX)
}
