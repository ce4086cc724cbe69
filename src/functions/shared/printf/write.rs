//! Writing one value by its specifier.

use std::fmt::Write;

use super::decimal::Decimal;
use super::{Conversion, Specifier};
use crate::value::number::{self, Number};
use crate::value::time::{Moment, Zone};

/// Digits after the point when none are asked for, and for `g` the fewest significant digits.
const DEFAULT_PRECISION: usize = 6;
/// The most digits after the point of `f`, and the most significant digits of `g`.
const MAX_PRECISION: usize = 9;
/// Numbers below this are written in scientific form by `g`, as in Java: 10^-4 has its point here.
const SMALLEST_GENERAL_POINT: i32 = -3;

impl Specifier {
    /// Appends the value; what it does not fit becomes `null`.
    pub(super) fn write(&self, value: Option<&str>, zone: &Zone, out: &mut String) {
        let start = out.len();
        // Where zeros go in.
        let digits = match self.conversion {
            Conversion::Integer | Conversion::Octal | Conversion::Hexadecimal => {
                value.and_then(number::parse).and_then(whole).map(|value| self.write_whole(value, out))
            }
            Conversion::Fixed | Conversion::Scientific | Conversion::General => {
                value.and_then(number::parse).map(|value| self.write_decimal(value, out))
            }
            _ => {
                self.write_text(value, zone, out);
                Some(None)
            }
        };
        let digits = digits.unwrap_or_else(|| {
            out.push_str("null");
            None
        });
        if self.upper {
            upper_case(start, out);
        }
        let length = out.get(start..).unwrap_or_default().chars().count();
        let padding = self.width.saturating_sub(length);
        if padding == 0 {
            return;
        }
        match digits {
            _ if self.flags.left => out.extend(std::iter::repeat_n(' ', padding)),
            Some(digits) if self.flags.zero => insert(out, digits, '0', padding),
            _ => insert(out, start, ' ', padding),
        }
    }

    fn write_text(&self, value: Option<&str>, zone: &Zone, out: &mut String) {
        let text = value.unwrap_or("null");
        match self.conversion {
            // The page: false when the field is false, else true; a missing field is false as in Java.
            Conversion::Boolean => {
                out.push_str(if value.is_none_or(|value| value == "false") { "false" } else { "true" })
            }
            Conversion::Character if value.is_some() => out.extend(text.chars().next()),
            Conversion::Time(letter) => match value.and_then(number::parse).and_then(Number::as_whole) {
                Some(millis) => {
                    Moment::new(millis, zone).write_letter(letter, out);
                }
                None => out.push_str("null"),
            },
            _ => match self.precision {
                Some(most) => out.extend(text.chars().take(most)),
                None => out.push_str(text),
            },
        }
    }

    fn sign(&self, negative: bool) -> &'static str {
        match self.flags {
            _ if negative => "-",
            flags if flags.plus => "+",
            flags if flags.blank => " ",
            _ => "",
        }
    }

    /// Gives where the digits begin, unless a precision forbids padding with zeros (as in C, which the page follows).
    fn write_whole(&self, value: i64, out: &mut String) -> Option<usize> {
        let value = if self.short { i64::from(value as i32) } else { value };
        // Two's complement in the asked length (functions-format.html).
        let bits = if self.short { u64::from(value as u32) } else { value as u64 };
        let prefix = match (self.conversion, self.flags.alternate && value != 0) {
            (Conversion::Octal, true) => "0",
            (Conversion::Hexadecimal, true) => "0x",
            _ => "",
        };
        if self.conversion == Conversion::Integer {
            out.push_str(self.sign(value < 0));
        }
        out.push_str(prefix);
        let start = out.len();
        if self.precision == Some(0) && value == 0 {
            return None;
        }
        // Writing to a text cannot fail.
        let _ = match self.conversion {
            Conversion::Octal => write!(out, "{bits:o}"),
            Conversion::Hexadecimal => write!(out, "{bits:x}"),
            _ => write!(out, "{}", value.unsigned_abs()),
        };
        let missing = self.precision.unwrap_or(0).saturating_sub(out.len() - start);
        insert(out, start, '0', missing);
        if self.flags.group && self.conversion == Conversion::Integer {
            group(out, start, out.len());
        }
        self.precision.is_none().then_some(start)
    }

    fn write_decimal(&self, value: Number, out: &mut String) -> Option<usize> {
        let mut decimal = Decimal::of(value);
        out.push_str(self.sign(decimal.negative));
        let start = out.len();
        let precision = self.precision.unwrap_or(DEFAULT_PRECISION);
        let force_point = self.flags.alternate;
        match self.conversion {
            Conversion::Scientific => {
                let decimals = precision as i32;
                decimal.keep(decimals + 1);
                decimal.write_scientific(decimals, force_point, out);
            }
            Conversion::General => {
                let significant = precision.clamp(DEFAULT_PRECISION, MAX_PRECISION) as i32;
                decimal.keep(significant);
                if !decimal.is_zero() && (decimal.point > significant || decimal.point < SMALLEST_GENERAL_POINT) {
                    decimal.write_scientific(significant - 1, force_point, out);
                } else {
                    let whole_digits = if decimal.is_zero() { 1 } else { decimal.point };
                    decimal.write_fixed((significant - whole_digits).max(0), force_point, out);
                }
            }
            _ => {
                let decimals = precision.min(MAX_PRECISION) as i32;
                decimal.keep(decimal.point + decimals);
                decimal.write_fixed(decimals, force_point, out);
            }
        }
        if self.flags.group && self.conversion != Conversion::Scientific {
            let written = out.get(start..).unwrap_or_default();
            let end = written.bytes().take_while(u8::is_ascii_digit).count();
            group(out, start, start + end);
        }
        Some(start)
    }
}

/// The whole number that a number is; decimals are cut off.
fn whole(number: Number) -> Option<i64> {
    match number {
        Number::Integer(value) => Some(value),
        Number::Double(value) => Number::Double(value.trunc()).as_whole(),
    }
}

/// Puts padding at a place, without further room.
fn insert(out: &mut String, place: usize, character: char, count: usize) {
    if count == 0 {
        return;
    }
    // The room behind the end is filled and then turned to the front of what stood there.
    let length = out.len();
    out.extend(std::iter::repeat_n(character, count));
    let mut bytes = std::mem::take(out).into_bytes();
    if let Some(tail) = bytes.get_mut(place..) {
        tail.rotate_left(length - place);
    }
    // The padding is ASCII and `place` a boundary, so this is always text again.
    *out = String::from_utf8(bytes).unwrap_or_default();
}

/// Puts commas between thousands of the digits from `start` to `end`.
fn group(out: &mut String, start: usize, end: usize) {
    let mut place = end;
    while place > start + 3 {
        place -= 3;
        out.insert(place, ',');
    }
}

fn upper_case(start: usize, out: &mut String) {
    let written = out.get_mut(start..).unwrap_or_default();
    if written.is_ascii() {
        written.make_ascii_uppercase();
    } else {
        let upper = written.to_uppercase();
        out.truncate(start);
        out.push_str(&upper);
    }
}
