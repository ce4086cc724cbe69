//! Values with units and prefixes, such as `5 MB` or `120 hits/min` (functions-unit-convert.html).

use crate::value::number;

/// Prefixes, longest first, with the power of ten or of 1024 they stand for. `K` is not in the page's table, but its
/// text has it.
const PREFIXES: [(&str, Factor); 32] = [
    ("Ki", Factor::Binary(1)),
    ("Mi", Factor::Binary(2)),
    ("Gi", Factor::Binary(3)),
    ("Ti", Factor::Binary(4)),
    ("Pi", Factor::Binary(5)),
    ("Ei", Factor::Binary(6)),
    ("Zi", Factor::Binary(7)),
    ("Yi", Factor::Binary(8)),
    ("da", Factor::Times(1e1)),
    ("k", Factor::Thousands(1e3, 1)),
    ("K", Factor::Thousands(1e3, 1)),
    ("M", Factor::Thousands(1e6, 2)),
    ("G", Factor::Thousands(1e9, 3)),
    ("T", Factor::Thousands(1e12, 4)),
    ("P", Factor::Thousands(1e15, 5)),
    ("E", Factor::Thousands(1e18, 6)),
    ("Z", Factor::Thousands(1e21, 7)),
    ("Y", Factor::Thousands(1e24, 8)),
    ("h", Factor::Times(1e2)),
    ("d", Factor::Divided(1e1)),
    ("c", Factor::Divided(1e2)),
    ("m", Factor::Divided(1e3)),
    ("u", Factor::Divided(1e6)),
    ("\u{B5}", Factor::Divided(1e6)),
    ("\u{3BC}", Factor::Divided(1e6)),
    ("n", Factor::Divided(1e9)),
    ("p", Factor::Divided(1e12)),
    ("f", Factor::Divided(1e15)),
    ("a", Factor::Divided(1e18)),
    ("z", Factor::Divided(1e21)),
    ("y", Factor::Divided(1e24)),
    ("", Factor::Times(1.0)),
];

/// Seconds of the units of time behind a slash.
const TIMES: [(&str, f64); 10] = [
    ("s", 1.0),
    ("sec", 1.0),
    ("m", 60.0),
    ("min", 60.0),
    ("h", 3600.0),
    ("hour", 3600.0),
    ("d", 86_400.0),
    ("day", 86_400.0),
    ("w", 604_800.0),
    ("week", 604_800.0),
];

#[derive(Clone, Copy)]
enum Factor {
    Times(f64),
    Divided(f64),
    /// A power of ten that is a power of 1024 where the call says `binary=true`.
    Thousands(f64, i32),
    Binary(i32),
}

/// What a unit is worth in the base unit. Kept as a fraction, since a division by 1000 is exact where a
/// multiplication by 0.001 is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    multiplier: f64,
    divisor: f64,
}

impl Quantity {
    /// The base unit.
    pub const ONE: Self = Self { multiplier: 1.0, divisor: 1.0 };

    /// So many of this unit in the other.
    pub fn convert(self, number: f64, target: Self) -> f64 {
        let up = self.multiplier * target.divisor;
        let down = self.divisor * target.multiplier;
        // Between large units one whole factor is left, not the quotient of two rounded products.
        if up >= down { number * (up / down) } else { number / (down / up) }
    }
}

/// How units are read.
pub struct Converter {
    /// The name of the base unit, where given: it is not searched for prefixes.
    pub name: Option<String>,
    /// Whether k, M, G and so on are powers of 1024.
    pub binary: bool,
}

impl Converter {
    /// The number and the unit of a value; none when it does not begin with a number.
    pub fn split(value: &str) -> Option<(f64, &str)> {
        let value = value.trim();
        let bytes = value.as_bytes();
        let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
        end += digits(end);
        if bytes.get(end) == Some(&b'.') {
            end += 1 + digits(end + 1);
        }
        if let Some(b'e' | b'E') = bytes.get(end) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits(end + 1 + sign);
            if exponent > 0 {
                end += 1 + sign + exponent;
            }
        }
        let (number, unit) = value.split_at_checked(end)?;
        Some((number::parse_f64(number)?, unit.trim_start()))
    }

    /// What a unit is worth; none when it does not end with the name of the base unit.
    pub fn quantity(&self, unit: &str) -> Option<Quantity> {
        let (unit, seconds) = split_rate(unit);
        let (prefix, _) = self.split_prefix(unit)?;
        Some(self.of_prefix(prefix, seconds.unwrap_or(1.0)))
    }

    /// What a prefix that stands alone is worth.
    pub fn prefix(&self, text: &str) -> Option<Quantity> {
        PREFIXES.iter().find(|(prefix, _)| *prefix == text).map(|(prefix, _)| self.of_prefix(prefix, 1.0))
    }

    /// Appends the base unit of a unit.
    pub fn write_base(&self, unit: &str, out: &mut String) {
        let (unit, seconds) = split_rate(unit);
        if let Some((_, base)) = self.split_prefix(unit) {
            out.push_str(base);
        }
        if seconds.is_some() {
            out.push_str("/s");
        }
    }

    fn split_prefix<'u>(&self, unit: &'u str) -> Option<(&'static str, &'u str)> {
        match self.name.as_deref() {
            Some(name) => {
                let written = unit.strip_suffix(name)?;
                let (prefix, _) = PREFIXES.iter().find(|(prefix, _)| *prefix == written)?;
                Some((prefix, unit.get(written.len()..)?))
            }
            None => PREFIXES.iter().find_map(|(prefix, _)| Some((*prefix, unit.strip_prefix(prefix)?))),
        }
    }

    fn of_prefix(&self, prefix: &str, seconds: f64) -> Quantity {
        let factor =
            PREFIXES.iter().find(|(known, _)| *known == prefix).map_or(Factor::Times(1.0), |(_, factor)| *factor);
        let (multiplier, divisor) = match factor {
            Factor::Times(factor) => (factor, 1.0),
            Factor::Divided(factor) => (1.0, factor),
            Factor::Thousands(_, power) if self.binary => (1024_f64.powi(power), 1.0),
            Factor::Thousands(factor, _) => (factor, 1.0),
            Factor::Binary(power) => (1024_f64.powi(power), 1.0),
        };
        Quantity { multiplier, divisor: divisor * seconds }
    }
}

/// The unit before a slash, and the seconds of the unit of time behind it.
fn split_rate(unit: &str) -> (&str, Option<f64>) {
    let rate = unit.rsplit_once('/').and_then(|(unit, time)| {
        let (_, seconds) = TIMES.iter().find(|(name, _)| *name == time.trim())?;
        Some((unit.trim_end(), Some(*seconds)))
    });
    rate.unwrap_or((unit, None))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn base(value: &str, name: Option<&str>, binary: bool) -> Option<f64> {
        let converter = Converter { name: name.map(str::to_owned), binary };
        let (number, unit) = Converter::split(value)?;
        Some(converter.quantity(unit)?.convert(number, Quantity::ONE))
    }

    #[test]
    fn reads_prefixes() {
        assert_eq!(base("5 MB", None, false), Some(5e6));
        assert_eq!(base("5MiB", None, false), Some(5_242_880.0));
        assert_eq!(base("2 kB", None, true), Some(2048.0));
        assert_eq!(base("514 us", None, false), Some(0.000_514));
        assert_eq!(base("1.5e3 µs", None, false), Some(0.0015));
        assert_eq!(base("2E", None, false), Some(2e18));
        assert_eq!(base("7", None, false), Some(7.0));
        assert_eq!(base("MB", None, false), None);
    }

    #[test]
    fn reads_rates() {
        assert_eq!(base("150hits/min", Some("hits"), false), Some(2.5));
        assert_eq!(base("120 hits/min", None, false), Some(200.0));
        assert_eq!(base("3 khits/s", Some("hits"), false), Some(3000.0));
        assert_eq!(base("3 bytes", Some("hits"), false), None);
        assert_eq!(base("3 xhits", Some("hits"), false), None);
    }

    #[test]
    fn converts_between_units() {
        let converter = Converter { name: None, binary: false };
        let unit = |text| converter.quantity(text).unwrap();
        assert_eq!(unit("ms").convert(3500.0, unit("s")), 3.5);
        assert_eq!(unit("").convert(19_886_168.0, unit("M")), 19.886_168);
        assert_eq!(unit("GB").convert(3.0, unit("MB")), 3000.0);
        let mut text = String::new();
        converter.write_base("MB/min", &mut text);
        assert_eq!(text, "B/s");
    }
}
