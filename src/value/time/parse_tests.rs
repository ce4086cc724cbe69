//! Tests of parseTimestamp()'s patterns.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::super::format::TimeFormat;
use super::*;

/// 2025-03-10 06:00 UTC.
const NOW: i64 = 1_741_586_400_000;

fn parse(format: &str, text: &str, given: Option<&str>) -> Option<Parsed> {
    let given = given.map(|name| Zone::named(name).unwrap());
    TimestampPattern::compile(format, true).unwrap().parse(text, given.as_ref(), None, NOW)
}

fn millis(format: &str, text: &str) -> Option<i64> {
    parse(format, text, Some("UTC")).map(|parsed| parsed.millis)
}

const DEFAULT: &str = "yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS]XXXXX";

#[test]
fn default_format() {
    for (text, expected, zone) in [
        ("2018-09-08T17:51:04.777Z", 1_536_429_064_777, "Z"),
        ("2018-09-08T17:51:04.888+00:00", 1_536_429_064_888, "Z"),
        ("2018-09-08T19:51:04.999+02:00", 1_536_429_064_999, "+02:00"),
        ("2018-09-08T12:51:04.000-05:00", 1_536_429_064_000, "-05:00"),
        ("2017-12-18T20:39:35-04:00", 1_513_643_975_000, "-04:00"),
    ] {
        let parsed = parse(DEFAULT, text, None).unwrap();
        assert_eq!((parsed.millis, parsed.zone.id().as_str()), (expected, zone), "{text}");
    }
    let parsed = parse(DEFAULT, "2018-09-08T17:51:04.777654321Z", None).unwrap();
    assert_eq!((parsed.millis, parsed.nanos), (1_536_429_064_777, 654_321));
    for text in ["2018-09-08T17:51:04.777", "2018-09-08T17:51:04Z ", "2018-02-30T17:51:04Z", "2018-09-08T24:51:04Z", ""]
    {
        assert_eq!(parse(DEFAULT, text, None), None, "{text}");
    }
}

#[test]
fn given_zone_beats_the_text_and_the_field_comes_last() {
    let text = "2018-09-08T19:51:04.000+02:00";
    assert_eq!(millis(DEFAULT, text), Some(1_536_436_264_000));
    let pattern = TimestampPattern::compile("yyyy-MM-dd'T'HH:mm:ss", true).unwrap();
    let field = Zone::named("America/New_York");
    let parsed = pattern.parse("2015-12-18T20:39:35", None, field.as_ref(), NOW);
    assert_eq!(parsed.unwrap().millis, 1_450_489_175_000);
    assert_eq!(pattern.parse("2015-12-18T20:39:35", None, None, NOW), None);
    let parsed = parse("yyyy-MM-dd'T'HH:mm:ss", "2023-05-02T10:30:00", Some("America/New_York"));
    assert_eq!(parsed.unwrap().zone.id(), "America/New_York");
}

#[test]
fn formats_of_published_queries() {
    for (format, text, expected) in [
        ("yyyy/MM/dd HH:mm:ss", "2021/10/02 10:17:44", 1_633_169_864_000),
        ("M/d/yy", "3/9/25", 1_741_478_400_000),
        ("E MMM [ ]d HH:mm:ss yyyy", "Sat Oct  2 10:17:44 2021", 1_633_169_864_000),
        ("MMM [ ]d yyyy HH:mm:ss", "Oct 2 2021 10:17:44", 1_633_169_864_000),
        ("dd/MM/yyyy hh:mm:ss a", "02/10/2021 10:17:44 PM", 1_633_213_064_000),
        ("M/d/yyyy h:mm:ss a", "10/2/2021 12:17:44 AM", 1_633_133_864_000),
        ("MM/dd/yyHH:mm:ss", "10/02/2110:17:44", 1_633_169_864_000),
        ("yyyy-MM-dd' 'HH:mm:ss,SSS", "2021-10-02 10:17:44,123", 1_633_169_864_123),
        ("yyyy-MM-dd'T'HH:mm:ss[.SSS]", "2021-10-02T10:17:44", 1_633_169_864_000),
        ("yMMddHHmmss", "20211002101744", 1_633_169_864_000),
        ("yyyyMMddHHmmssSSS", "20211002101744123", 1_633_169_864_123),
        ("yyyy-DDD", "2021-275", 1_633_132_800_000),
    ] {
        assert_eq!(millis(format, text), Some(expected), "{format}");
    }
    let parsed = parse("dd/MMM/yyyy:HH:mm:ss Z", "02/Apr/2014:16:29:32 +0200", None);
    assert_eq!(parsed.unwrap().millis, 1_396_448_972_000);
    let parsed = parse("MM/dd/yyyy @ h:mma (z)", "11/16/2018 @ 8:29PM (UTC)", None);
    assert_eq!(parsed.unwrap().millis, 1_542_400_140_000);
    let parsed = parse("yyyy-MM-dd HH:mm z", "2021-10-02 10:17 EDT", None);
    assert_eq!(parsed.unwrap().millis, 1_633_184_220_000);
}

#[test]
fn case_of_names() {
    let parse = |case_sensitive| {
        TimestampPattern::compile("d MMM yyyy HH:mm:ss", case_sensitive)
            .unwrap()
            .parse("2 apr 2014 16:29:32", Some(&Zone::utc()), None, NOW)
            .map(|parsed| parsed.millis)
    };
    assert_eq!((parse(true), parse(false)), (None, Some(1_396_456_172_000)));
}

#[test]
fn a_missing_year_is_guessed() {
    let format = "MMM d HH:mm:ss";
    assert_eq!(millis(format, "Mar 18 00:00:00"), Some(1_742_256_000_000));
    let three_days_earlier = NOW - 3 * MILLIS_PER_DAY;
    let parsed = TimestampPattern::compile(format, true).unwrap().parse(
        "Mar 18 00:00:00",
        Some(&Zone::utc()),
        None,
        three_days_earlier,
    );
    assert_eq!(parsed.unwrap().millis, 1_710_720_000_000);
    // 2025 has no such day, 2024 has.
    assert_eq!(millis(format, "Feb 29 00:00:00"), Some(1_709_164_800_000));
}

#[test]
fn epoch_numbers() {
    for (format, text, expected, nanos) in [
        ("millis", "1690480444589", 1_690_480_444_589, 0),
        ("MilliSeconds", "1690480444589", 1_690_480_444_589, 0),
        ("unixTimeMillis", "1690480444589", 1_690_480_444_589, 0),
        ("seconds", "1690480444", 1_690_480_444_000, 0),
        ("unixtime", "1690480444.5891", 1_690_480_444_589, 100_000),
        ("nanos", "1690480444589123456", 1_690_480_444_589, 123_456),
        ("seconds", "-1.5", -1500, 0),
    ] {
        let parsed = parse(format, text, None).unwrap();
        assert_eq!((parsed.millis, parsed.nanos), (expected, nanos), "{text}");
    }
    for text in ["", "-", "1.", "1e9", "x", " 1", "99999999999999999999"] {
        assert_eq!(parse("seconds", text, None), None, "{text}");
    }
    assert_eq!(parse("seconds", "9223372036854775807", None), None);
}

#[test]
fn contradictions_are_refused() {
    assert_eq!(millis("E yyyy-MM-dd", "Mon 2021-10-02"), None);
    assert_eq!(millis("yyyy-DDD", "2021-366"), None);
    assert_eq!(millis("HH:mm", "10:17"), None);
}

proptest! {
    #[test]
    fn no_text_panics(
        text in "\\PC*",
        near in "[0-9]{0,4}[-/ é]?[0-9A-Za-z]{0,3}[-/ T]?[0-9]{0,2}[:T ]?[0-9:.,+Z]{0,12}",
        format in "[yMdEHkmsSXZz\\[\\] :.-]{0,16}",
        now in any::<i64>(),
    ) {
        for format in [DEFAULT, "MMM [ ]d HH:mm:ss", "seconds", "nanos", "yyyy-DDD z", &format] {
            if let Ok(pattern) = TimestampPattern::compile(format, false) {
                let _ = pattern.parse(&text, Some(&Zone::utc()), None, now);
                let _ = pattern.parse(&near, Some(&Zone::utc()), None, now);
            }
        }
    }

    #[test]
    fn what_was_written_is_read_back(millis in -62_000_000_000_000_i64..253_000_000_000_000) {
        for name in ["UTC", "+05:30", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"] {
            let zone = Zone::named(name).unwrap();
            let mut text = String::new();
            TimeFormat::compile("%FT%T.%L%z").unwrap().write(millis, &zone, &mut text);
            prop_assert_eq!(parse(DEFAULT, &text, None).map(|parsed| parsed.millis), Some(millis), "{}", text);
        }
    }
}
