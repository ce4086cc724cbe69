//! Tests of findTimestamp()'s search.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

/// 2023-06-20 12:00 UTC.
const NOW: i64 = 1_687_262_400_000;
/// 2023-06-15 10:00 UTC.
const TEN: i64 = 1_686_823_200_000;

fn find(text: &str) -> Option<i64> {
    detect(text, Some(&Zone::utc()), NOW).ok().map(|found| found.millis)
}

#[test]
fn documented_forms() {
    for text in [
        "2023-06-15 10:00:00 boot",
        "15 Jun 2023 10:00:00 x",
        "Jun 15 2023 10:00:00 x",
        "1686823200 up",
        "2023-06-15T10:00:00Z until 2023-06-16T10:00:00Z",
        "<34>Jun 15 10:00:00 host su:",
        "[Thu Jun 15 10:00:00 2023] [error]",
        "[Thu Jun 15 10:00:00 UTC 2023]",
        "127.0.0.1 - - [15/Jun/2023:10:00:00 +0000] \"GET /\"",
        "06/15/2023 10:00:00 AM",
        "06/15/23 10:00:00",
        "23-06-15 10:00:00",
        "20230615T100000Z",
        "at 2023/06/15 12:00:00 +0200",
        "2023-06-15 19:30:00 Australia/Adelaide",
        "2023-06-15T15:30:00+05:30",
        "June 15, 2023 10:00:00",
        "2023-06-15 10:00:00 - text",
    ] {
        assert_eq!(find(text), Some(TEN), "{text}");
    }
    assert_eq!(find("1686823200123 up"), Some(TEN + 123));
    assert_eq!(find("t=1686823200.123456"), Some(TEN + 123));
    assert_eq!(find("2023-06-15 10:00:00,1239 x"), Some(TEN + 123));
    assert_eq!(find("2023-06-15 09:59:60"), Some(TEN - 1000));
    assert_eq!(find("2023-06-15 10:00:00 UTC+12:30"), Some(TEN - 45_000_000));
}

#[test]
fn missing_dates_and_years() {
    assert_eq!(find("10:00:00 x"), Some(TEN + 5 * MILLIS_PER_DAY));
    assert_eq!(find("12:10:00 x"), Some(NOW + 600_000), "ten minutes ahead is today");
    assert_eq!(find("12:10:01 x"), Some(NOW + 601_000 - MILLIS_PER_DAY), "later is yesterday");
    assert_eq!(find("Jun 27 12:00:00"), Some(NOW + 7 * MILLIS_PER_DAY));
    assert_eq!(find("Jun 28 12:00:00"), Some(NOW - 357 * MILLIS_PER_DAY), "last year");
}

#[test]
fn zones() {
    let found = detect("2023-06-15 10:00:00 boot", None, NOW);
    assert_eq!(found, Err(DetectError::NoZone));
    assert_eq!(detect("boot", None, NOW), Err(DetectError::NotFound));
    let london = Zone::named("Europe/London");
    let found = detect("x 2023-06-15 10:00:00 boot", london.as_ref(), NOW).unwrap();
    assert_eq!((found.millis, found.range), (TEN - 3_600_000, 2..21));
    assert_eq!(found.zone.id(), "Europe/London");
    let found = detect("2023-06-15 10:00:00 +0000, up", london.as_ref(), NOW).unwrap();
    assert_eq!((found.millis, found.range), (TEN, 0..25));
    assert_eq!(detect("1686823200", None, NOW).unwrap().zone, Zone::utc());
}

#[test]
fn other_numbers_are_not_timestamps() {
    for text in [
        "",
        "12345678901",
        "a1686823200b",
        "1686823200b",
        "version 10.0.19045",
        "2023-06-15",
        "192.168.10.12",
        "99:00:00",
        "é",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
    let far = format!("{}2023-06-15 10:00:00", " ".repeat(128));
    assert_eq!(find(&far), None);
    let near = format!("{}2023-06-15 10:00:00", "é".repeat(127));
    assert_eq!(find(&near), Some(TEN));
}

proptest! {
    #[test]
    fn no_text_panics(
        text in "\\PC*",
        near in "[0-9A-Za-zé]{0,4}[-/ .,]{0,3}[0-9A-Za-z]{0,3}[-/ .]?[0-9]{0,4}[T: ]?[0-9:.,+ZAPMé/ -]{0,24}",
        now in any::<i64>(),
    ) {
        for text in [&text, &near] {
            if let Ok(found) = detect(text, Some(&Zone::utc()), now) {
                prop_assert!(text.get(found.range).is_some());
            }
        }
    }
}
