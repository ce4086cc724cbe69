//! The axis of values: a range that begins and ends at round numbers, and three to five of them as ticks.

use crate::value::number;

/// Ticks that an axis has at most.
const MOST_TICKS: f64 = 5.0;
/// Beyond this size a step of round numbers could leave the doubles.
const LARGEST: f64 = 1e307;

/// A range of values with its ticks, lowest first. It always holds zero, so that heights compare.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueAxis {
    low: f64,
    high: f64,
    ticks: Vec<(f64, String)>,
}

impl ValueAxis {
    /// The axis for values between `low` and `high`; ticks between whole numbers are left out if all values are whole.
    pub fn of(low: f64, high: f64, whole: bool) -> Self {
        let low = if low.is_finite() { low.clamp(-LARGEST, 0.0) } else { 0.0 };
        let high = if high.is_finite() { high.clamp(0.0, LARGEST) } else { 0.0 };
        // Below the doubles of full precision there are no round numbers any more.
        if high - low < 1e-300 {
            return Self { low: 0.0, high: 1.0, ticks: vec![(0.0, "0".to_owned()), (1.0, "1".to_owned())] };
        }
        let mut exponent = (high - low).log10().floor() as i32 - 1;
        if whole {
            exponent = exponent.max(0);
        }
        // The smallest round step that does not give too many ticks; 1, 2, 5 of three powers of ten always hold it.
        for exponent in exponent..exponent.saturating_add(3) {
            for factor in [1i64, 2, 5] {
                let step = factor as f64 * 10f64.powi(exponent);
                let (first, last) = ((low / step).floor(), (high / step).ceil());
                if last - first + 1.0 <= MOST_TICKS {
                    let ticks: Vec<_> = (first as i64..=last as i64)
                        .map(|place| (place as f64 * step, round_text(place * factor, exponent)))
                        .collect();
                    return Self { low: first * step, high: last * step, ticks };
                }
            }
        }
        Self { low, high, ticks: vec![(low, short_text(low)), (high, short_text(high))] }
    }

    /// The ticks with their texts, lowest first.
    pub fn ticks(&self) -> &[(f64, String)] {
        &self.ticks
    }

    /// Where a value stands, 0 at the low end and 1 at the high end.
    pub fn fraction(&self, value: f64) -> f64 {
        // Halves, because the difference of two huge values may be beyond the doubles.
        let fraction = (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0);
        fraction.clamp(0.0, 1.0)
    }
}

/// The text of `number × 10^exponent`, exact: `1.5k`, `0.25`, `2e300`.
fn round_text(number: i64, exponent: i32) -> String {
    let size = exponent + number.unsigned_abs().checked_ilog10().unwrap_or(0) as i32;
    if number == 0 {
        return "0".to_owned();
    }
    if !(-5..15).contains(&size) {
        return number::format_f64(number as f64 * 10f64.powi(exponent - size))
            .map_or_else(String::new, |mantissa| format!("{mantissa}e{size}"));
    }
    let (suffix, thousands) = suffix_of(size);
    let exponent = exponent - thousands;
    if exponent >= 0 {
        return format!("{}{suffix}", number as f64 * 10f64.powi(exponent));
    }
    let decimals = exponent.unsigned_abs() as usize;
    let text = format!("{:.decimals$}", number as f64 / 10f64.powi(-exponent));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}{suffix}")
}

/// The letter for numbers of `size` digits after the first one, and its power of ten.
fn suffix_of(size: i32) -> (&'static str, i32) {
    match size {
        ..3 => ("", 0),
        3..6 => ("k", 3),
        6..9 => ("M", 6),
        9..12 => ("G", 9),
        _ => ("T", 12),
    }
}

/// A number for people: whole ones below a million as they are, others with four digits, `1.235M`.
pub fn short_text(value: f64) -> String {
    if !value.is_finite() {
        return "beyond numbers".to_owned();
    }
    if value.fract() == 0.0 && value.abs() < 1e6 {
        return format!("{}", value as i64);
    }
    // Rust rounds the mantissa, and so decides the size.
    let text = format!("{value:.3e}");
    let (mantissa, size) = text.split_once('e').unwrap_or((&text, "0"));
    let size: i32 = size.parse().unwrap_or(0);
    let digits: i64 = mantissa.replace('.', "").parse().unwrap_or(0);
    round_text(digits, size - 3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(low: f64, high: f64, whole: bool) -> Vec<String> {
        ValueAxis::of(low, high, whole).ticks().iter().map(|(_, text)| text.clone()).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 37.0, true), ["0", "10", "20", "30", "40"]);
        assert_eq!(ticks(3.0, 1700.0, true), ["0", "500", "1k", "1.5k", "2k"]);
        assert_eq!(ticks(0.0, 9_000_000.0, true), ["0", "5M", "10M"]);
        assert_eq!(ticks(0.0, 0.3, false), ["0", "0.1", "0.2", "0.3"]);
        assert_eq!(ticks(-12.0, 30.0, true), ["-20", "0", "20", "40"]);
        assert_eq!(ticks(-12.0, -1.0, true), ["-15", "-10", "-5", "0"]);
        assert_eq!(ticks(0.0, 2e9, true), ["0", "500M", "1G", "1.5G", "2G"]);
        assert_eq!(ticks(0.0, 2e-9, false), ["0", "5e-10", "1e-9", "1.5e-9", "2e-9"]);
    }

    #[test]
    fn counts_have_no_halves() {
        assert_eq!(ticks(0.0, 1.0, true), ["0", "1"]);
        assert_eq!(ticks(0.0, 2.0, true), ["0", "1", "2"]);
        assert_eq!(ticks(0.0, 0.0, true), ["0", "1"]);
    }

    #[test]
    fn huge_values() {
        assert_eq!(ticks(0.0, 1e300, true), ["0", "5e299", "1e300"]);
        assert_eq!(ticks(-f64::MAX, f64::MAX, true), ["-1e307", "-5e306", "0", "5e306", "1e307"]);
        assert_eq!(ticks(f64::INFINITY, f64::NEG_INFINITY, true), ["0", "1"]);
    }

    #[test]
    fn numbers_are_short() {
        let texts = [0.0, -12.0, 999_999.0, 1_234_567.0, 0.1 + 0.2, 1234.5678, 1e300, 123_456_789_012.0, 9999.96];
        let expected = ["0", "-12", "999999", "1.235M", "0.3", "1.235k", "1e300", "123.5G", "10k"];
        assert_eq!(texts.map(short_text), expected);
        assert_eq!(short_text(f64::INFINITY), "beyond numbers");
    }

    proptest! {
        #[test]
        fn any_range_has_few_ticks(low in any::<f64>(), high in any::<f64>(), whole in any::<bool>()) {
            let axis = ValueAxis::of(low.min(high), low.max(high), whole);
            prop_assert!((2..=5).contains(&axis.ticks().len()), "{axis:?}");
            for (value, text) in axis.ticks() {
                prop_assert!((0.0..=1.0).contains(&axis.fraction(*value)), "{axis:?}");
                prop_assert!(text.len() <= 10, "{axis:?}");
            }
        }
    }
}
