//! formatDuration(): a number of time units as text, such as `6h30m52s553ms` (functions-formatduration.html).

use super::clock::push_padded;

/// The units of formatDuration(), largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DurationUnit {
    Days,
    Hours,
    Minutes,
    Seconds,
    Millis,
    Micros,
    Nanos,
}

const UNITS: [(DurationUnit, &str, i128); 7] = [
    (DurationUnit::Days, "d", 86_400_000_000_000),
    (DurationUnit::Hours, "h", 3_600_000_000_000),
    (DurationUnit::Minutes, "m", 60_000_000_000),
    (DurationUnit::Seconds, "s", 1_000_000_000),
    (DurationUnit::Millis, "ms", 1_000_000),
    (DurationUnit::Micros, "us", 1000),
    (DurationUnit::Nanos, "ns", 1),
];

impl DurationUnit {
    /// The unit with this name: `d`, `h`, `m`, `s`, `ms`, `us` or `ns`.
    pub fn named(name: &str) -> Option<DurationUnit> {
        UNITS.iter().find(|(_, known, _)| *known == name).map(|(unit, _, _)| *unit)
    }
}

/// Appends `number` of `unit` as text. `precision` is the number of units written, counted from the largest, 0 for
/// all; the rest is cut off. Units with value 0 are left out and do not count; a length of 0 is written in `unit`
/// (`0ms`) and a negative one gets a minus sign: the page says nothing about these three.
pub fn write_duration(number: i64, unit: DurationUnit, precision: usize, out: &mut String) {
    let scale = UNITS.iter().find(|(known, _, _)| *known == unit);
    let Some((_, name, nanos_per_unit)) = scale else {
        return;
    };
    if number == 0 {
        out.push('0');
        out.push_str(name);
        return;
    }
    if number < 0 {
        out.push('-');
    }
    let mut rest = i128::from(number.unsigned_abs()) * nanos_per_unit;
    let mut written = 0;
    for (_, name, nanos) in UNITS {
        let count = rest / nanos;
        rest %= nanos;
        if count == 0 {
            continue;
        }
        // At most u64::MAX days, since `number` had 63 bits.
        push_padded(out, count as u64, 1);
        out.push_str(name);
        written += 1;
        if written == precision {
            break;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn text(number: i64, unit: &str, precision: usize) -> String {
        let mut out = String::new();
        write_duration(number, DurationUnit::named(unit).unwrap(), precision, &mut out);
        out
    }

    #[test]
    fn documented_texts() {
        assert_eq!(text(23_452_553, "ms", 0), "6h30m52s553ms");
        assert_eq!(text(23_452_553, "ms", 3), "6h30m52s");
        assert_eq!(text(23_452_553, "ms", 2), "6h30m");
        assert_eq!(text(90, "s", 0), "1m30s");
        assert_eq!(text(3_600_000, "ms", 0), "1h");
    }

    #[test]
    fn edges() {
        assert_eq!(text(0, "s", 0), "0s");
        assert_eq!(text(-90, "s", 0), "-1m30s");
        assert_eq!(text(1_000_000_001, "ns", 0), "1s1ns");
        assert_eq!(text(i64::MAX, "d", 0), "9223372036854775807d");
        assert_eq!(text(i64::MIN, "d", 0), "-9223372036854775808d");
        assert_eq!(text(i64::MIN, "ns", 1), "-106751d");
        assert_eq!(DurationUnit::named("w"), None);
    }
}
