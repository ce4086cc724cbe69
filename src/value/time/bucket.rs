//! Time buckets of bucket() and timeChart(): their width and where they begin
//! (functions-bucket.html, functions-timechart.html).

use super::clock::MILLIS_PER_SECOND;
use super::zone::Zone;

/// Number of buckets when neither a span nor a number is given (functions-bucket.html).
const DEFAULT_BUCKETS: i64 = 127;

/// Widths that the automatic choice rounds up to, in milliseconds: 1, 2, 5 ... 500 ms, then whole seconds, minutes,
/// hours and days that divide the next larger unit.
const ROUND_SPANS: [i64; 31] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1000,
    2000,
    5000,
    10_000,
    15_000,
    30_000,
    60_000,
    2 * 60_000,
    5 * 60_000,
    10 * 60_000,
    15 * 60_000,
    30 * 60_000,
    3_600_000,
    2 * 3_600_000,
    3 * 3_600_000,
    4 * 3_600_000,
    6 * 3_600_000,
    8 * 3_600_000,
    12 * 3_600_000,
    86_400_000,
    2 * 86_400_000,
    7 * 86_400_000,
];

/// Beginning of the bucket that holds an instant: the last multiple of `span_millis` on the clock of `zone`, counted
/// from 1970-01-01T00:00 local time. Days begin at local midnight, also around a change to daylight saving time.
/// A span below 1 gives the instant itself. Saturates at the ends of the range.
pub fn align(millis: i64, span_millis: i64, zone: &Zone) -> i64 {
    if span_millis < 1 {
        return millis;
    }
    let offset = zone.offset_seconds(millis);
    // At the ends of the range the clock stands still.
    let local = millis.saturating_add(i64::from(offset) * MILLIS_PER_SECOND);
    let into_bucket = local.rem_euclid(span_millis);
    let start = millis.saturating_sub(into_bucket);
    if zone.offset_seconds(start) == offset {
        return start;
    }
    // The clock was changed inside the bucket: take the beginning by the clock and not by the length, so that both
    // sides of the change fall into the same bucket.
    let local_start = local.saturating_sub(into_bucket);
    match zone.instant_of_local(local_start) {
        by_clock if by_clock <= millis => by_clock,
        _ => start,
    }
}

/// Beginning of the bucket after the one that begins at `start`; `None` at the end of the range or for a span
/// below 1. Days of 23 and 25 hours are taken into account.
pub fn next_bucket(start: i64, span_millis: i64, zone: &Zone) -> Option<i64> {
    if span_millis < 1 {
        return None;
    }
    let next = align(start.checked_add(span_millis)?, span_millis, zone);
    if next > start {
        return Some(next);
    }
    // A day of 25 hours: one length later it is still the same day, so go by the clock.
    let local = start.checked_add(i64::from(zone.offset_seconds(start)) * MILLIS_PER_SECOND)?;
    let by_clock = zone.instant_of_local(local.checked_add(span_millis)?);
    (by_clock > start).then_some(by_clock)
}

/// Bucket width, in milliseconds and at least 1, that divides an interval into `buckets` parts, rounded up.
pub fn span_for_buckets(start: i64, end: i64, buckets: i64) -> i64 {
    let length = i128::from(end) - i128::from(start);
    let span = (length + i128::from(buckets.max(1)) - 1) / i128::from(buckets.max(1));
    i64::try_from(span.max(1)).unwrap_or(i64::MAX)
}

/// Bucket width, in milliseconds, when nothing is asked for: the interval in at most about 127 parts. How LogScale
/// rounds is not documented; here the width is rounded up to one that people use (30 s, 5 min, 1 h ...), beyond a
/// week to whole weeks.
pub fn auto_span(start: i64, end: i64) -> i64 {
    let exact = span_for_buckets(start, end, DEFAULT_BUCKETS);
    let week = 7 * 86_400_000;
    ROUND_SPANS
        .iter()
        .copied()
        .find(|span| *span >= exact)
        .unwrap_or_else(|| (exact / week).saturating_add(i64::from(exact % week != 0)).saturating_mul(week))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    fn count(start: i64, end: i64, span: i64, zone: &Zone) -> usize {
        let mut bucket = align(start, span, zone);
        let mut count = 0;
        while bucket < end {
            count += 1;
            bucket = next_bucket(bucket, span, zone).unwrap();
        }
        count
    }

    #[test]
    fn documented_alignment() {
        let utc = Zone::utc();
        assert_eq!(align(1_709_630_265_000, 60_000, &utc), 1_709_630_220_000);
        assert_eq!(align(1_747_109_791_000, 10_000, &utc), 1_747_109_790_000);
        assert_eq!(align(1_709_668_800_000, DAY, &utc), 1_709_596_800_000);
        assert_eq!(count(1_709_630_250_000, 1_709_633_850_000, 60_000, &utc), 61);
        assert_eq!(count(1_681_291_200_000, 1_681_377_600_000, HOUR, &utc), 25);
        assert_eq!(span_for_buckets(1_681_291_200_000, 1_681_377_600_000, 24), HOUR);
        assert_eq!(align(-1, 60_000, &utc), -60_000);
    }

    #[test]
    fn days_of_a_zone_have_their_own_lengths() {
        let berlin = zone("Europe/Berlin");
        // 2024-03-31 begins at 2024-03-30T23:00Z and has 23 hours, 2024-10-27 begins at 2024-10-26T22:00Z and has 25.
        let spring = 1_711_839_600_000;
        assert_eq!(align(spring + 10 * HOUR, DAY, &berlin), spring);
        assert_eq!(next_bucket(spring, DAY, &berlin), Some(spring + 23 * HOUR));
        let autumn = 1_729_980_000_000;
        assert_eq!(align(autumn + 24 * HOUR, DAY, &berlin), autumn);
        assert_eq!(next_bucket(autumn, DAY, &berlin), Some(autumn + 25 * HOUR));
        // The repeated hour has buckets of its own.
        assert_eq!(count(autumn, autumn + 25 * HOUR, HOUR, &berlin), 25);
    }

    #[test]
    fn buckets_cover_the_changes_of_the_clock() {
        // Every quarter of an hour of the days around both changes of 2024 (Lord Howe shifts by 30 minutes).
        for (name, changes) in [
            ("America/New_York", [1_710_054_000_000, 1_730_613_600_000]),
            ("Europe/Berlin", [1_711_846_800_000, 1_729_990_800_000]),
            ("Australia/Lord_Howe", [1_712_415_600_000, 1_728_142_200_000]),
        ] {
            let zone = zone(name);
            for span in [HOUR / 4, HOUR / 2, HOUR, 2 * HOUR, 6 * HOUR, DAY] {
                for change in changes {
                    let offset = |millis| zone.offset_seconds(millis);
                    assert_ne!(offset(change - 1), offset(change), "{name} {change}");
                    for step in -200..200 {
                        let millis = change + step * HOUR / 4 + 1;
                        let start = align(millis, span, &zone);
                        let next = next_bucket(start, span, &zone).unwrap();
                        let context = format!("{name} {span} {start} {millis} {next}");
                        assert!(start <= millis && millis < next, "{context}");
                        assert_eq!(align(start, span, &zone), start, "{context}");
                        assert_eq!(align(next, span, &zone), next, "{context}");
                    }
                }
            }
        }
    }

    #[test]
    fn offsets_move_the_borders() {
        assert_eq!(align(1_755_176_400_000, DAY, &zone("+02:00")), 1_755_122_400_000);
    }

    #[test]
    fn automatic_widths() {
        assert_eq!(auto_span(0, DAY), 15 * 60_000);
        assert_eq!(auto_span(0, 50 * 60_000), 30_000);
        assert_eq!(auto_span(0, 0), 1);
        assert_eq!(auto_span(10, 0), 1);
        assert!(auto_span(i64::MIN, i64::MAX) > 0);
        assert_eq!(auto_span(0, 365 * 20 * DAY) % (7 * DAY), 0);
        assert!(span_for_buckets(i64::MIN, i64::MAX, 0) > 0);
    }

    proptest! {
        #[test]
        fn an_instant_lies_in_its_bucket(millis in -4_000_000_000_000_i64..8_000_000_000_000, which in 0..6_usize) {
            let span = [1000, 60_000, HOUR, 6 * HOUR, DAY, 7 * DAY][which];
            for name in ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "-03:30"] {
                let zone = zone(name);
                let start = align(millis, span, &zone);
                prop_assert!(start <= millis);
                prop_assert_eq!(align(start, span, &zone), start);
                let next = next_bucket(start, span, &zone).unwrap();
                prop_assert!(next > millis, "{} {} {} {}", name, start, millis, next);
            }
        }

        #[test]
        fn extremes_do_not_panic(millis in any::<i64>(), span in any::<i64>()) {
            for name in ["UTC", "America/New_York", "+18:00"] {
                let zone = zone(name);
                for millis in [millis, i64::MIN, i64::MAX] {
                    prop_assert!(align(millis, span, &zone) <= millis);
                    let _ = next_bucket(millis, span, &zone);
                }
            }
        }
    }
}
