//! Numbers as LogScale reads and writes them: text in, exact arithmetic, shortest text out.

use std::cmp::Ordering;
use std::fmt::Write;

/// A number read from a text or computed from others. Doubles are always finite.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Number {
    /// A whole number that fits 64 bits; arithmetic on these is exact (language notes 6.4).
    Integer(i64),
    /// Everything else.
    Double(f64),
}

/// Below this size doubles print in Java's exponent form (language notes 6.4, function pages linReg and bucket).
const SMALLEST_PLAIN: f64 = 1e-4;
/// From this size on doubles print in Java's exponent form.
const FIRST_EXPONENT: f64 = 1e21;
/// The first whole number above the range of `i64`, as a double (2^63).
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

impl Number {
    /// The nearest double.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Integer(value) => value as f64,
            Number::Double(value) => value,
        }
    }

    /// True for 0, 0.0 and -0.0 (operator `!`, language notes 6.3).
    #[must_use]
    pub fn is_zero(self) -> bool {
        match self {
            Number::Integer(value) => value == 0,
            Number::Double(value) => value == 0.0,
        }
    }

    /// The value as `i64` if it is whole and fits, whichever way it was written (`5`, `5.0`, `5e0`).
    #[must_use]
    pub fn as_whole(self) -> Option<i64> {
        match self {
            Number::Integer(value) => Some(value),
            Number::Double(value) => {
                let fits = value.fract() == 0.0 && (-TWO_TO_63..TWO_TO_63).contains(&value);
                fits.then_some(value as i64)
            }
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Number::Integer(value)
    }
}

/// Reads a text as a number: sign, digits, fraction, exponent (language notes 4.1 and 6.4). Blanks, grouping (`1,000`),
/// hex, units, `inf` and `nan` are no numbers; so is a text whose value is beyond the doubles. Whole numbers beyond 64
/// bits become doubles.
#[must_use]
pub fn parse(text: &str) -> Option<Number> {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes.first()? {
        b'-' => (true, bytes.get(1..)?),
        b'+' => (false, bytes.get(1..)?),
        _ => (false, bytes),
    };
    let first = *digits.first()?;
    if !first.is_ascii_digit() && first != b'.' {
        return None; // most field values are words: leave at once
    }
    let mut value: u64 = 0;
    for (position, &byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 || position == 18 {
            return parse_long(text, digits, negative);
        }
        value = value * 10 + u64::from(digit);
    }
    let value = value as i64; // at most 18 digits
    Some(Number::Integer(if negative { -value } else { value }))
}

/// The cases that are not a plain number of at most 18 digits.
fn parse_long(text: &str, digits: &[u8], negative: bool) -> Option<Number> {
    if digits.iter().all(u8::is_ascii_digit)
        && let Ok(value) = text.parse::<i64>()
    {
        return Some(Number::Integer(value));
    }
    if !is_decimal(digits) {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    let value = if negative && value == 0.0 { 0.0 } else { value };
    finite(value)
}

/// Whether `digits` is digits with at most one dot and at most one exponent, so that the standard library's words for
/// infinity and not-a-number never get through.
fn is_decimal(digits: &[u8]) -> bool {
    let mut seen_digit = false;
    let mut seen_dot = false;
    let mut rest = digits.iter();
    while let Some(&byte) = rest.next() {
        match byte {
            b'0'..=b'9' => seen_digit = true,
            b'.' if !seen_dot => seen_dot = true,
            b'e' | b'E' if seen_digit => {
                let exponent = rest.as_slice();
                let exponent = match exponent.first() {
                    Some(b'+' | b'-') => exponent.get(1..).unwrap_or_default(),
                    _ => exponent,
                };
                return !exponent.is_empty() && exponent.iter().all(u8::is_ascii_digit);
            }
            _ => return false,
        }
    }
    seen_digit
}

/// Reads a text as a double, by the rules of [`parse`].
#[must_use]
pub fn parse_f64(text: &str) -> Option<f64> {
    parse(text).map(Number::as_f64)
}

/// Reads hexadecimal digits with the prefix `0x`, `0X` or none, as `sort(type=hex)` compares them. `None` for anything
/// else and for values beyond 128 bits.
#[must_use]
pub fn hex(text: &str) -> Option<u128> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None; // the standard library would accept a sign
    }
    u128::from_str_radix(digits, 16).ok()
}

fn finite(value: f64) -> Option<Number> {
    value.is_finite().then_some(Number::Double(value)) // nan and infinities are null (language notes 6.4)
}

/// `left + right`; `None` only if the sum is beyond the doubles.
#[must_use]
pub fn add(left: Number, right: Number) -> Option<Number> {
    whole(left, right, i64::checked_add).or_else(|| finite(left.as_f64() + right.as_f64()))
}

/// `left - right`; `None` only if the difference is beyond the doubles.
#[must_use]
pub fn subtract(left: Number, right: Number) -> Option<Number> {
    whole(left, right, i64::checked_sub).or_else(|| finite(left.as_f64() - right.as_f64()))
}

/// `left * right`; `None` only if the product is beyond the doubles.
#[must_use]
pub fn multiply(left: Number, right: Number) -> Option<Number> {
    whole(left, right, i64::checked_mul).or_else(|| finite(left.as_f64() * right.as_f64()))
}

/// `left / right`: whole if both are whole and it comes out even, else a double. `None` for division by zero
/// (language notes 6.4).
#[must_use]
pub fn divide(left: Number, right: Number) -> Option<Number> {
    if right.is_zero() {
        return None;
    }
    let exact = |a: i64, b: i64| {
        if a.checked_rem(b)? == 0 { a.checked_div(b) } else { None }
    };
    whole(left, right, exact).or_else(|| finite(left.as_f64() / right.as_f64()))
}

/// `left % right`, with the sign of the left side. `None` for a right side of zero (language notes 6.4).
#[must_use]
pub fn remainder(left: Number, right: Number) -> Option<Number> {
    if right.is_zero() {
        return None;
    }
    // The only overflow is MIN % -1, whose remainder wrapping_rem gives as the true 0.
    whole(left, right, |a, b| Some(a.wrapping_rem(b))).or_else(|| finite(left.as_f64() % right.as_f64()))
}

/// `-value`.
#[must_use]
pub fn negate(value: Number) -> Option<Number> {
    match value {
        Number::Integer(whole) => Some(whole.checked_neg().map_or(Number::Double(TWO_TO_63), Number::Integer)),
        Number::Double(double) => finite(-double),
    }
}

fn whole(left: Number, right: Number, operation: impl Fn(i64, i64) -> Option<i64>) -> Option<Number> {
    match (left, right) {
        (Number::Integer(a), Number::Integer(b)) => operation(a, b).map(Number::Integer),
        _ => None,
    }
}

/// Orders by value, exactly: a 64-bit whole number is never rounded to a double for the comparison. `0` and `-0.0` are
/// equal; a not-a-number (which [`parse`] never gives) would come last.
#[must_use]
pub fn compare(left: Number, right: Number) -> Ordering {
    match (left, right) {
        (Number::Integer(a), Number::Integer(b)) => a.cmp(&b),
        (Number::Double(a), Number::Double(b)) => a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan())),
        (Number::Integer(a), Number::Double(b)) => compare_mixed(a, b),
        (Number::Double(a), Number::Integer(b)) => compare_mixed(b, a).reverse(),
    }
}

fn compare_mixed(integer: i64, double: f64) -> Ordering {
    if double.is_nan() || double >= TWO_TO_63 {
        Ordering::Less
    } else if double < -TWO_TO_63 {
        Ordering::Greater
    } else {
        let below = double.trunc();
        integer.cmp(&(below as i64)).then_with(|| {
            let rest = double - below;
            0.0_f64.partial_cmp(&rest).unwrap_or(Ordering::Equal)
        })
    }
}

/// Appends the text of a number, by the rule of [`format_f64`].
pub fn write(number: Number, output: &mut impl Write) {
    match number {
        Number::Integer(value) => write_integer(value, output),
        Number::Double(value) => write_double(value, output),
    }
}

/// The text of a number, by the rule of [`format_f64`].
#[must_use]
pub fn format(number: Number) -> String {
    let mut output = String::new();
    write(number, &mut output);
    output
}

/// The text of a double: whole values without a fraction (also large ones), otherwise the shortest digits that read
/// back as the same double; plain digits from 1e-4 up to 1e21, outside of that Java's form `9.823069852941172E-5`
/// (language notes 6.4, doubts "number printing"). `None` for nan and infinities, which never become text.
#[must_use]
pub fn format_f64(value: f64) -> Option<String> {
    let number = finite(value)?;
    Some(format(number))
}

fn write_integer(value: i64, output: &mut impl Write) {
    let mut digits = [b'0'; 20];
    let mut position = digits.len();
    let mut rest = value.unsigned_abs();
    for (index, slot) in digits.iter_mut().enumerate().rev() {
        *slot = b'0' + (rest % 10) as u8;
        rest /= 10;
        position = index;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        let _ = output.write_char('-');
    }
    let text = digits.get(position..).and_then(|used| std::str::from_utf8(used).ok());
    let _ = output.write_str(text.unwrap_or_default());
}

fn write_double(value: f64, output: &mut impl Write) {
    let size = value.abs();
    if !value.is_finite() {
        return;
    }
    if size < 9_007_199_254_740_992.0 && value.fract() == 0.0 {
        write_integer(value as i64, output); // also turns -0 into 0
    } else if (SMALLEST_PLAIN..FIRST_EXPONENT).contains(&size) {
        let _ = write!(output, "{value}"); // writing to a text cannot fail
    } else {
        write_exponent(value, output);
    }
}

/// Java's `Double.toString` outside the plain range: at least one digit after the point, a capital `E`, no plus sign.
fn write_exponent(value: f64, output: &mut impl Write) {
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let fraction = if mantissa.contains('.') { "" } else { ".0" };
    let _ = write!(output, "{mantissa}{fraction}E{exponent}");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Number::{Double, Integer};
    use super::*;
    use proptest::prelude::*;

    fn text_of(number: Option<Number>) -> String {
        number.map_or("null".to_owned(), format)
    }

    #[test]
    fn reads_what_counts_as_a_number() {
        assert_eq!(parse("0"), Some(Integer(0)));
        assert_eq!(parse("-17"), Some(Integer(-17)));
        assert_eq!(parse("+5"), Some(Integer(5)));
        assert_eq!(parse("0009"), Some(Integer(9)));
        assert_eq!(parse("9223372036854775807"), Some(Integer(i64::MAX)));
        assert_eq!(parse("-9223372036854775808"), Some(Integer(i64::MIN)));
        assert_eq!(parse("+9223372036854775807"), Some(Integer(i64::MAX)));
        assert_eq!(parse("9223372036854775808"), Some(Double(TWO_TO_63)));
        assert_eq!(parse("1.5"), Some(Double(1.5)));
        assert_eq!(parse(".5"), Some(Double(0.5)));
        assert_eq!(parse("1e3"), Some(Double(1000.0)));
        assert_eq!(parse("1.74587E100"), Some(Double(1.74587e100)));
        assert_eq!(parse("-2.5e-3"), Some(Double(-0.0025)));
        assert_eq!(parse("000000000000000000000001"), Some(Integer(1)));
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "", "-", "+", ".", "-.", "1,000", " 1", "1 ", "0x10", "5s", "inf", "nan", "NaN", "infinity", "-inf", "1e",
            "1e+", "e5", "1e400", "--1", "1.2.3", "1e5.5", "1_000", "٣", ".e5",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn whole_numbers_are_exact_and_go_to_double_on_overflow() {
        assert_eq!(add(Integer(i64::MAX), Integer(1)), Some(Double(TWO_TO_63)));
        assert_eq!(
            multiply(Integer(3_037_000_500), Integer(3_037_000_500)).map(Number::as_f64),
            Some(9.22337203700025e18)
        );
        assert_eq!(add(Integer(9_007_199_254_740_993), Integer(1)), Some(Integer(9_007_199_254_740_994)));
        assert_eq!(divide(Integer(4), Integer(2)), Some(Integer(2)));
        assert_eq!(divide(Integer(7), Integer(2)), Some(Double(3.5)));
        assert_eq!(divide(Integer(i64::MIN), Integer(-1)), Some(Double(TWO_TO_63)));
        assert_eq!(remainder(Integer(-10), Integer(3)), Some(Integer(-1)));
        assert_eq!(remainder(Integer(i64::MIN), Integer(-1)), Some(Integer(0)));
        assert_eq!(negate(Integer(i64::MIN)), Some(Double(TWO_TO_63)));
        assert_eq!(subtract(Integer(i64::MIN), Integer(1)), Some(Double(-TWO_TO_63)));
    }

    #[test]
    fn zero_and_infinity_give_null() {
        assert_eq!(divide(Integer(1), Integer(0)), None);
        assert_eq!(divide(Integer(1), Double(-0.0)), None);
        assert_eq!(remainder(Double(1.5), Integer(0)), None);
        assert_eq!(multiply(Double(1e300), Double(1e300)), None);
    }

    #[test]
    fn writes_as_the_manual_prints() {
        assert_eq!(text_of(divide(Integer(1), Integer(3))), "0.3333333333333333");
        assert_eq!(text_of(multiply(Double(2.5), Integer(2))), "5");
        assert_eq!(text_of(add(Integer(1_700_000_000_000), Integer(1))), "1700000000001");
        assert_eq!(format(Double(9.823069852941172e-5)), "9.823069852941172E-5");
        assert_eq!(format(Double(0.00010617525557193158)), "0.00010617525557193158");
        assert_eq!(format(Double(23895.214188267393)), "23895.214188267393");
        assert_eq!(format(Double(-0.0)), "0");
        assert_eq!(format(Double(1e-5)), "1.0E-5");
        assert_eq!(format(Double(1e20)), "100000000000000000000");
        assert_eq!(format(Double(1e21)), "1.0E21");
        assert_eq!(format(Double(-1.5e300)), "-1.5E300");
        assert_eq!(format(Integer(i64::MIN)), "-9223372036854775808");
        assert_eq!(format_f64(f64::NAN), None);
        assert_eq!(format_f64(f64::NEG_INFINITY), None);
    }

    #[test]
    fn compares_exactly() {
        assert_eq!(compare(Integer(9_007_199_254_740_993), Double(9_007_199_254_740_992.0)), Ordering::Greater);
        assert_eq!(compare(Integer(i64::MAX), Double(TWO_TO_63)), Ordering::Less);
        assert_eq!(compare(Integer(i64::MIN), Double(-TWO_TO_63)), Ordering::Equal);
        assert_eq!(compare(Integer(-1), Double(-1.5)), Ordering::Greater);
        assert_eq!(compare(Double(0.5), Integer(0)), Ordering::Greater);
        assert_eq!(compare(Double(-0.0), Integer(0)), Ordering::Equal);
        assert_eq!(compare(Double(404.0), Integer(404)), Ordering::Equal);
    }

    #[test]
    fn reads_hexadecimal_for_sorting() {
        assert_eq!(hex("0xff"), Some(255));
        assert_eq!(hex("0XFF"), Some(255));
        assert_eq!(hex("ff"), Some(255));
        assert_eq!(hex("+ff"), None);
        assert_eq!(hex("0x"), None);
        assert_eq!(hex("xyz"), None);
        assert_eq!(hex("1ffffffffffffffffffffffffffffffff"), None);
    }

    proptest! {
        #[test]
        fn doubles_round_trip(value in any::<f64>()) {
            match format_f64(value) {
                Some(text) => prop_assert_eq!(parse_f64(&text), Some(value), "{}", text),
                None => prop_assert!(!value.is_finite()),
            }
        }

        #[test]
        fn whole_numbers_round_trip(value in any::<i64>()) {
            prop_assert_eq!(parse(&format(Integer(value))), Some(Integer(value)));
        }

        #[test]
        fn agrees_with_the_standard_library(text in "[-+]?[0-9.eE+-]{0,24}") {
            let expected = text.parse::<f64>().ok().filter(|value| value.is_finite());
            prop_assert_eq!(parse_f64(&text), expected, "{}", text);
        }

        #[test]
        fn mixed_comparison_agrees_with_exact_whole_numbers(a in any::<i64>(), b in -1e19f64..1e19) {
            let whole = b.trunc() as i128;
            let expected = i128::from(a).cmp(&whole).then_with(|| 0.0f64.total_cmp(&(b.fract() + 0.0)));
            prop_assert_eq!(compare(Integer(a), Double(b)), expected);
        }
    }
}
