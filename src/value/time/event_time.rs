//! What the readers of event files take a time field for: epoch numbers by their size, FILETIME, ISO 8601.

use super::civil::Civil;
use super::clock::{fraction_nanos, leading_digits};
use super::iso::parse_iso;
use super::zone::Zone;

/// Milliseconds from 1601-01-01, where FILETIME begins, to 1970-01-01.
const FILETIME_EPOCH: i64 = 11_644_473_600_000;

/// Epoch milliseconds of the text of a time field, by its form: 9 to 11 digits are seconds, with or without
/// decimals, 12 or 13 milliseconds, 16 microseconds, 19 nanoseconds, 18 a FILETIME (100 ns since 1601), 14 digits
/// `YYYYMMDDhhmmss`; else ISO 8601 with T or a blank, in UTC when it names no zone. Decimals beyond the millisecond
/// are cut off. `None` for anything else.
pub fn event_time(text: &str) -> Option<i64> {
    let text = text.trim_ascii();
    let (whole, rest) = leading_digits(text, 20);
    if !rest.is_empty() && !rest.starts_with('.') {
        return parse_iso(text, &Zone::utc());
    }
    let fraction = match rest.strip_prefix('.') {
        Some(fraction) => {
            let (digits, rest) = leading_digits(fraction, usize::MAX);
            (!digits.is_empty() && rest.is_empty()).then(|| fraction_nanos(digits))?
        }
        None => 0,
    };
    match whole.len() {
        14 => return compact(whole),
        9..=13 | 16 | 18 | 19 => {}
        _ => return None,
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9..=11 => Some(number * 1000 + i64::from(fraction / 1_000_000)),
        12 | 13 => Some(number),
        16 => Some(number / 1000),
        18 => Some(number / 10_000 - FILETIME_EPOCH),
        _ => Some(number / 1_000_000),
    }
}

/// `YYYYMMDDhhmmss` in UTC.
fn compact(digits: &str) -> Option<i64> {
    let two = |start: usize| digits.get(start..start + 2)?.parse().ok();
    let date = (digits.get(..4)?.parse().ok()?, two(4)?, two(6)?);
    let civil = Civil::new(date, (two(8)?, two(10)?, two(12)?), 0)?;
    (1900..2100).contains(&civil.year).then(|| Zone::utc().instant(&civil))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_by_their_length() {
        assert_eq!(event_time("1713805173321"), Some(1_713_805_173_321));
        assert_eq!(event_time("1713805173.321"), Some(1_713_805_173_321));
        assert_eq!(event_time("1713805173"), Some(1_713_805_173_000));
        assert_eq!(event_time("1636448427.3539999"), Some(1_636_448_427_353));
        assert_eq!(event_time("1633132608.2"), Some(1_633_132_608_200));
        assert_eq!(event_time("1713805173321000"), Some(1_713_805_173_321));
        assert_eq!(event_time("1713805173321000123"), Some(1_713_805_173_321));
        assert_eq!(event_time("133145666190000000"), Some(1_670_093_019_000));
        assert_eq!(event_time("20211002101744"), Some(1_633_169_864_000));
        assert_eq!(event_time("1713805173321.5"), Some(1_713_805_173_321));
    }

    #[test]
    fn dates() {
        assert_eq!(event_time("2021-10-02T10:17:44Z"), Some(1_633_169_864_000));
        assert_eq!(event_time("2021-10-02 10:17:44.123"), Some(1_633_169_864_123));
        assert_eq!(event_time("2025-11-24T13:20:00.123+0000"), Some(1_763_990_400_123));
    }

    #[test]
    fn other_texts() {
        for text in [
            "",
            "0",
            "12345",
            "--",
            "none",
            "1713805173.",
            "1713805173.3x",
            "17138051733210001",
            "99999999999999",
            "9999999999999999999",
            "-1713805173",
            "1680759529306198500123",
        ] {
            assert_eq!(event_time(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*", near in "[0-9]{0,21}[-.T ]?[0-9é:]{0,9}") {
            let _ = event_time(&text);
            let _ = event_time(&near);
        }

        #[test]
        fn milliseconds_are_themselves(millis in 100_000_000_000_i64..9_999_999_999_999) {
            prop_assert_eq!(event_time(&millis.to_string()), Some(millis));
        }
    }
}
