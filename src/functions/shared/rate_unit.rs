//! The parameter `unit` of bucket() and timeChart(): `bytes/span to Kbytes/day` (functions-timechart.html).

use crate::diagnostic::{Diagnostic, codes};
use crate::exec::Build;

/// A conversion of rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateUnit {
    from: Side,
    to: Side,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Side {
    /// How many base units one of these is.
    size: f64,
    /// The time that the rate is for; none is the width of the bucket.
    millis: Option<f64>,
}

impl RateUnit {
    /// Reads `FROM to TO`. FROM may be an amount in a bucket; TO must be a rate.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(" to ")?;
        let from = side(from.trim())?;
        let (to, is_rate) = (side(to.trim())?, to.contains('/'));
        is_rate.then_some(Self { from, to })
    }

    /// Converts a value of a bucket of that width.
    pub fn convert(&self, value: f64, span_millis: i64) -> f64 {
        let span = span_millis as f64;
        let per_milli = value * self.from.size / self.from.millis.unwrap_or(span);
        per_milli * self.to.millis.unwrap_or(span) / self.to.size
    }

    /// The argument `unit`: one conversion for all results, or one for each function.
    ///
    /// # Errors
    /// When a text is not a conversion of rates.
    pub fn argument(build: &Build<'_>) -> Result<Vec<Self>, Diagnostic> {
        let texts = build.texts("unit");
        texts
            .iter()
            .map(|text| {
                Self::parse(text).ok_or_else(|| {
                    build
                        .error(codes::ARGUMENT_VALUE, "unit", format!("parameter unit of {}() is not a conversion of rates: {text:?}", build.function.name))
                        .help("write what the values are and what they are to be, such as \"bytes/span to Kbytes/day\" or \"events/sec to events/min\"")
                })
            })
            .collect()
    }
}

fn side(text: &str) -> Option<Side> {
    match text.split_once('/') {
        None => Some(Side { size: size(text), millis: None }),
        Some((amount, time)) => {
            let time = time.trim();
            let digits = time.len() - time.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
            let (count, word) = time.split_at_checked(digits)?;
            let count = if count.is_empty() { 1.0 } else { count.parse::<f64>().ok()? };
            let unit = time_unit(word.trim())?;
            (count > 0.0).then_some(Side { size: size(amount.trim()), millis: unit.map(|millis| millis * count) })
        }
    }
}

/// The size of an amount: an optional whole number and an optional prefix of 1000 or 1024. The name of the unit is free.
fn size(text: &str) -> f64 {
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (count, unit) = text.split_at_checked(digits).unwrap_or(("", text));
    let count = count.parse::<f64>().ok().filter(|count| *count > 0.0).unwrap_or(1.0);
    let unit = unit.trim_start();
    let power = match unit.bytes().next() {
        Some(b'K') => 1,
        Some(b'M') => 2,
        Some(b'G') => 3,
        Some(b'P') => 5,
        _ => 0,
    };
    let base: f64 = if unit.as_bytes().get(1) == Some(&b'i') { 1024.0 } else { 1000.0 };
    count * base.powi(power)
}

/// Milliseconds of a unit of time, of which the beginning is enough; `Some(None)` is the width of the bucket.
#[allow(clippy::option_option)]
fn time_unit(word: &str) -> Option<Option<f64>> {
    let units = [
        ("minutes", 60_000.0),
        ("seconds", 1000.0),
        ("hours", 3_600_000.0),
        ("days", 86_400_000.0),
        ("milliseconds", 1.0),
    ];
    match word {
        "" => None,
        "bucket" | "span" => Some(None),
        "ms" => Some(Some(1.0)),
        _ => units.iter().find(|(name, _)| name.starts_with(word)).map(|(_, millis)| Some(*millis)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn convert(unit: &str, value: f64, span: i64) -> f64 {
        RateUnit::parse(unit).unwrap().convert(value, span)
    }

    #[test]
    fn converts_between_rates() {
        let minute = 60_000;
        assert_eq!(convert("events/sec to events/min", 2.0, 5 * minute), 120.0);
        assert_eq!(convert("bytes to bytes/sec", 120.0, minute), 2.0);
        assert_eq!(convert("bytes/span to Kbytes/hour", 5000.0, minute), 300.0);
        assert_eq!(convert("/s to /h", 1.0, minute), 3600.0);
        assert_eq!(convert("events/sec to Ki/sec", 2048.0, minute), 2.0);
        assert_eq!(convert("2 bytes/10 s to 4bytes/m", 1.0, minute), 3.0);
        assert_eq!(convert("ms/bucket to x/mi", 5.0, minute), 5.0);
        assert_eq!(convert("a/mil to a/ms", 5.0, minute), 5.0);
        for text in ["bytes", "bytes/s", "bytes/s to bytes", "bytes/parsec to bytes/s", "a/s to a/0s"] {
            assert_eq!(RateUnit::parse(text), None, "{text}");
        }
    }
}
