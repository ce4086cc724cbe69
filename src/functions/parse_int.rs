//! `parseInt()`: Reads a whole number in hexadecimal or another radix.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use bumpalo::collections::String as ArenaString;
use std::fmt::Write;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseInt",
    summary: "Reads a whole number in hexadecimal or another radix.",
    page: "functions-parseint.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("big"), values: &["big", "little"], ..Parameter::new("endian", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("16"), min: Some(2), max: Some(36), ..Parameter::new("radix", Kind::Integer) },
    ],
    output: &["(input field)"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Reads the value as an UNSIGNED integer of the given radix (default 16!) and writes it in decimal; output replaces the input field unless as is given.",
        "A leading 0x or 16# is accepted; other prefixes must be removed first.",
        "endian=little reverses the order of the digit PAIRS (bytes) of a hexadecimal value: 8001 little is 0x0180 = 384, big is 0x8001 = 32769. Only for radix 16.",
        "radix and other numbers may be written quoted (radix=\"2\").",
        "[undocumented] Text that is no number in that radix, a sign, more than 64 bits, an odd number of digits with little: no output. endian=little with another radix is an error.",
    ],
    examples: &[
        Example {
            query: r#"parseInt(x)"#,
            input: r#"{"x":"0x1F"}
{"x":"-1"}
{"x":"ffffffffffffffff"}"#,
            output: r#"{"x":"31"}
{"x":"-1"}
{"x":"18446744073709551615"}"#,
        },
        Example {
            query: r#"n := parseInt(x, endian=little)"#,
            input: r#"{"x":"8001"}"#,
            output: r#"{"x":"8001","n":"384"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let radix = build.integer("radix")?.and_then(|radix| u32::try_from(radix).ok()).unwrap_or(16);
    let little = build.text("endian")?.eq_ignore_ascii_case("little");
    if little && radix != 16 {
        return Err(build.error(
            codes::ARGUMENT_VALUE,
            "endian",
            "endian=little of parseInt() goes with radix 16 only",
        ));
    }
    Ok(Executable::Compute(Box::new(ParseInt { field: build.field("field")?.symbol, radix, little })))
}

struct ParseInt {
    field: Symbol,
    radix: u32,
    /// The pairs of digits stand in reverse order.
    little: bool,
}

impl ParseInt {
    fn read(&self, text: &str) -> Option<u64> {
        let digits = ["0x", "0X", "16#"].iter().find_map(|prefix| text.strip_prefix(prefix));
        let digits = digits.filter(|_| self.radix == 16).unwrap_or(text);
        // The standard library would accept a sign.
        if !digits.starts_with(|first: char| first.is_digit(self.radix)) {
            return None;
        }
        let number = u64::from_str_radix(digits, self.radix).ok()?;
        if !self.little {
            return Some(number);
        }
        if !digits.len().is_multiple_of(2) {
            return None;
        }
        // Zeros in front become zeros behind: 0100 is 1, in two bytes. More than 8 bytes have zeros in front, which
        // would count most.
        let unused = 8_usize.checked_sub(digits.len() / 2)?;
        Some(number.swap_bytes() >> (unused * 8))
    }
}

impl Compute for ParseInt {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let Some(number) = event.get(self.field).and_then(|text| self.read(text)) else { return Value::Null };
        match i64::try_from(number) {
            Ok(number) => Value::integer(number),
            Err(_) => {
                let mut text = ArenaString::with_capacity_in(20, event.arena());
                let _ = write!(text, "{number}"); // writing to a text cannot fail
                Value::Text(text.into_bump_str())
            }
        }
    }
}
