//! ISO 8601 dates and times with T or a blank, with or without zone, as time points and event files hold them.

use super::civil::Civil;
use super::clock::{fraction_nanos, leading_digits};
use super::zone::{Zone, parse_offset};

/// The instant, in epoch milliseconds, of a text such as `2024-03-01`, `2024-03-01T12:30Z` or
/// `2024-03-01 12:30:15,123 +0100`; a text without zone is read in `zone`. `None` for anything else. Digits after
/// the millisecond are cut off.
pub(super) fn parse_iso(text: &str, zone: &Zone) -> Option<i64> {
    let (date, rest) = take_date(text)?;
    if rest.is_empty() {
        return Some(zone.instant(&Civil::new(date, (0, 0, 0), 0)?));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (hour, rest) = take_two(rest)?;
    let (minute, rest) = take_two(rest.strip_prefix(':')?)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => take_two(rest)?,
        None => (0, rest),
    };
    let (nanos, rest) = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => {
            let (digits, rest) = leading_digits(fraction, usize::MAX);
            (!digits.is_empty()).then_some((fraction_nanos(digits), rest))?
        }
        None => (0, rest),
    };
    let civil = Civil::new(date, (hour, minute, second), (nanos / 1_000_000) as u16)?;
    match rest.trim_start() {
        "" => Some(zone.instant(&civil)),
        "Z" | "z" | "UTC" | "GMT" => Some(Zone::utc().instant(&civil)),
        offset => Some(Zone::fixed(parse_offset(offset)?)?.instant(&civil)),
    }
}

/// Reads `YYYY-MM-DD` (or with slashes) and gives the rest.
fn take_date(text: &str) -> Option<((i32, u8, u8), &str)> {
    let (year, rest) = leading_digits(text, 4);
    if year.len() != 4 {
        return None;
    }
    let separator = if rest.starts_with('/') { '/' } else { '-' };
    let (month, rest) = take_two(rest.strip_prefix(separator)?)?;
    let (day, rest) = take_two(rest.strip_prefix(separator)?)?;
    Some(((year.parse().ok()?, month, day), rest))
}

fn take_two(text: &str) -> Option<(u8, &str)> {
    let (digits, rest) = leading_digits(text, 2);
    if digits.len() != 2 {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let utc = |text| parse_iso(text, &Zone::utc());
        assert_eq!(utc("2021-10-02T10:17:44Z"), Some(1_633_169_864_000));
        assert_eq!(utc("2021-10-02 10:17:44"), Some(1_633_169_864_000));
        assert_eq!(utc("2021-10-02T12:17:44.1239+02:00"), Some(1_633_169_864_123));
        assert_eq!(utc("2025-11-24T13:20:00.123+0000"), Some(1_763_990_400_123));
        assert_eq!(utc("2021-10-02"), Some(1_633_132_800_000));
        assert_eq!(utc("2021/10/02 10:17"), Some(1_633_169_820_000));
        for text in [
            "2021-13-02",
            "2021-10-02T",
            "2021-10-02T10",
            "2021-10-02T10:17:44.Z",
            "2021-10-02T10:17:44 boot",
            "21-10-02",
            "",
        ] {
            assert_eq!(utc(text), None, "{text}");
        }
    }
}
