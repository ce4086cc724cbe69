//! The decimal digits of a number, rounded half up as Java's Formatter does.

use std::fmt::Write;

use crate::value::number::Number;

/// Room for the digits of a double or of a 64-bit number, with sign, point and exponent.
const ROOM: usize = 40;

/// A number as `0.d1d2d3... * 10^point`. The digits are the shortest that read back as the same number.
pub(super) struct Decimal {
    pub(super) negative: bool,
    digits: Digits,
    /// Where the decimal point stands, counted in digits from the first one.
    pub(super) point: i32,
}

struct Digits {
    bytes: [u8; ROOM],
    length: usize,
}

impl Write for Digits {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            *self.bytes.get_mut(self.length).ok_or(std::fmt::Error)? = byte;
            self.length += 1;
        }
        Ok(())
    }
}

impl Digits {
    fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl Decimal {
    /// The digits of a number. Zero has none.
    pub(super) fn of(number: Number) -> Self {
        let mut text = Digits { bytes: [0; ROOM], length: 0 };
        // The longest double has 17 digits and 8 further characters, so the room is enough.
        let _ = match number {
            Number::Integer(value) => write!(text, "{}", value.unsigned_abs()),
            Number::Double(value) => write!(text, "{:e}", value.abs()),
        };
        let negative = match number {
            Number::Integer(value) => value < 0,
            Number::Double(value) => value < 0.0,
        };
        let mut digits = Digits { bytes: [0; ROOM], length: 0 };
        let mut exponent = None;
        for (place, byte) in text.as_slice().iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    let _ = digits.write_char(char::from(*byte));
                }
                b'e' => {
                    let rest = text.as_slice().get(place + 1..).unwrap_or_default();
                    exponent = std::str::from_utf8(rest).ok().and_then(|rest| rest.parse::<i32>().ok());
                    break;
                }
                _ => {}
            }
        }
        let point = match exponent {
            Some(exponent) => exponent + 1,
            None => digits.length as i32,
        };
        if digits.as_slice().iter().all(|digit| *digit == b'0') {
            return Self { negative, digits: Digits { bytes: [0; ROOM], length: 0 }, point: 0 };
        }
        Self { negative, digits, point }
    }

    /// Whether it is zero.
    pub(super) fn is_zero(&self) -> bool {
        self.digits.length == 0
    }

    /// Keeps this many digits from the first one, rounding half up; below zero nothing is left.
    pub(super) fn keep(&mut self, count: i32) {
        let Ok(count) = usize::try_from(count) else {
            self.digits.length = 0;
            return;
        };
        let Some(first_cut) = self.digits.as_slice().get(count).copied() else { return };
        self.digits.length = count;
        if first_cut < b'5' {
            return;
        }
        for place in (0..count).rev() {
            let Some(digit) = self.digits.bytes.get_mut(place) else { return };
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        // All digits were nines: one digit more in front.
        if let Some(first) = self.digits.bytes.first_mut() {
            *first = b'1';
        }
        self.digits.length = 1;
        self.point += 1;
    }

    fn digit(&self, place: i32) -> char {
        let digit = usize::try_from(place).ok().and_then(|place| self.digits.as_slice().get(place));
        digit.map_or('0', |digit| char::from(*digit))
    }

    /// Appends it with this many decimals, which it must have been rounded to.
    pub(super) fn write_fixed(&self, decimals: i32, force_point: bool, out: &mut String) {
        if self.point <= 0 || self.is_zero() {
            out.push('0');
        } else {
            out.extend((0..self.point).map(|place| self.digit(place)));
        }
        if decimals > 0 || force_point {
            out.push('.');
        }
        out.extend((0..decimals).map(|place| if self.is_zero() { '0' } else { self.digit(self.point + place) }));
    }

    /// Appends it as `d.ddde+xx` with this many decimals, which it must have been rounded to.
    pub(super) fn write_scientific(&self, decimals: i32, force_point: bool, out: &mut String) {
        out.push(self.digit(0));
        if decimals > 0 || force_point {
            out.push('.');
        }
        out.extend((1..=decimals).map(|place| self.digit(place)));
        let exponent = if self.is_zero() { 0 } else { self.point - 1 };
        let sign = if exponent < 0 { '-' } else { '+' };
        let _ = write!(out, "e{sign}{:02}", exponent.unsigned_abs());
    }
}
