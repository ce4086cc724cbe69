//! Time points of settings and of setTimeInterval(): relative times, epoch milliseconds, ISO 8601.

use super::civil::Civil;
use super::clock::MILLIS_PER_SECOND;
use super::iso::parse_iso;
use super::relative::{Amount, Relative, TimePointError, Unit};
use super::zone::Zone;

/// The instant, in epoch milliseconds, that a time point means when the time is `now`: `now`, `1d` (ago),
/// `calendar:1mon`, `1d@d+12h`, epoch milliseconds (digits), or ISO 8601, read in `zone` when it names no zone.
/// The error says what was found and what is accepted.
pub fn parse_point(text: &str, now: i64, zone: &Zone) -> Result<i64, TimePointError> {
    let trimmed = text.trim();
    let is_number = !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        return trimmed.parse().map_err(|_| TimePointError {
            message: format!("the number '{trimmed}' is too large for epoch milliseconds"),
            offset: 0,
        });
    }
    if let Some(millis) = parse_iso(trimmed, zone) {
        return Ok(millis);
    }
    let relative = Relative::parse(text).map_err(|error| TimePointError {
        message: format!(
            "{}; a time point is 'now', a relative time ('7d', '1d@d+12h', 'calendar:1mon'), epoch milliseconds \
             or an ISO 8601 date",
            error.message
        ),
        offset: error.offset,
    })?;
    relative.resolve(now, zone).ok_or_else(|| TimePointError {
        message: format!("'{trimmed}' lies outside the range of time that can be counted"),
        offset: 0,
    })
}

impl Relative {
    /// The instant, in epoch milliseconds, that this means when the time is `now`; `None` when it is out of range.
    pub fn resolve(&self, now: i64, zone: &Zone) -> Option<i64> {
        let mut instant = now;
        if let Some(back) = self.back {
            instant = self.shift(instant, false, back, zone)?;
        }
        if let Some(unit) = self.snap {
            instant = snap(instant, unit, zone);
        }
        for &(forward, amount) in &self.offsets {
            instant = self.shift(instant, forward, amount, zone)?;
        }
        Some(instant)
    }

    fn shift(&self, instant: i64, forward: bool, amount: Amount, zone: &Zone) -> Option<i64> {
        let count = if forward { amount.count } else { -amount.count };
        let months = match amount.unit {
            _ if !self.calendar => None,
            Unit::Month => Some(1),
            Unit::Quarter => Some(3),
            Unit::Year => Some(12),
            _ => None,
        };
        let days = match amount.unit {
            Unit::Day if self.calendar => Some(1),
            Unit::Week if self.calendar => Some(7),
            _ => None,
        };
        let civil = zone.civil(instant);
        match (months, days) {
            (Some(months), _) => civil.plus_months(count.checked_mul(months)?),
            (_, Some(days)) => civil.plus_days(count.checked_mul(days)?),
            // Hours and shorter are the same by the calendar.
            _ => return instant.checked_add(count.checked_mul(amount.unit.millis())?),
        }
        .map(|civil| zone.instant(&civil))
    }
}

/// The beginning of the unit that holds an instant, on the clock of a zone. Weeks begin on Monday.
fn snap(instant: i64, unit: Unit, zone: &Zone) -> i64 {
    let civil = zone.civil(instant);
    let day = civil.start_of_day();
    let first = |month: u8| Civil::new((civil.year, month, 1), (0, 0, 0), 0);
    let beginning = match unit {
        Unit::Millisecond | Unit::Second | Unit::Minute | Unit::Hour => {
            // Cut within the hour, so that the repeated hour of autumn stays the one that it was.
            let offset = i64::from(zone.offset_seconds(instant)) * MILLIS_PER_SECOND;
            let into = (i128::from(instant) + i128::from(offset)).rem_euclid(unit.millis().into());
            return instant.saturating_sub(into as i64);
        }
        Unit::Day => Some(day),
        Unit::Week => day.plus_days(1 - i64::from(civil.weekday())),
        Unit::Month => first(civil.month),
        Unit::Quarter => first((civil.month - 1) / 3 * 3 + 1),
        Unit::Year => first(1),
    };
    beginning.map_or(instant, |civil| zone.instant(&civil))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2025-08-14 13:00 UTC, a Thursday.
    const NOW: i64 = 1_755_176_400_000;

    fn point(text: &str, now: i64, zone: &str) -> i64 {
        parse_point(text, now, &Zone::named(zone).unwrap()).unwrap()
    }

    #[test]
    fn documented_points() {
        assert_eq!(point("now", NOW, "UTC"), NOW);
        assert_eq!(point("1h", NOW, "UTC"), NOW - 3_600_000);
        assert_eq!(point("1d@d+12h", NOW, "UTC"), 1_755_086_400_000);
        assert_eq!(point("now@w", NOW, "UTC"), 1_754_870_400_000);
        assert_eq!(point("now@quarter", NOW, "UTC"), 1_751_328_000_000);
        assert_eq!(point("6h@h+30min", 1_735_809_000_000, "UTC"), 1_735_788_600_000);
        let may = 1_716_809_309_000;
        assert_eq!(point("calendar: 2months", may, "UTC"), 1_711_538_909_000);
        assert_eq!(point("2months", may, "UTC"), may - 60 * 86_400_000);
    }

    #[test]
    fn absolute_points() {
        assert_eq!(point("1746054000000", NOW, "UTC"), 1_746_054_000_000);
        assert_eq!(point("2025-08-14", NOW, "+02:00"), 1_755_122_400_000);
        assert_eq!(point("2025-08-14T13:00:00Z", 0, "Europe/Copenhagen"), 1_755_176_400_000);
    }

    #[test]
    fn anchors_follow_the_zone() {
        // Midnight in Copenhagen is 22:00 UTC in summer.
        assert_eq!(point("now@d", NOW, "Europe/Copenhagen"), 1_755_122_400_000);
        // By the calendar one day before 2024-03-31 12:00 summer time is 12:00 winter time, 25 - 2 hours earlier.
        let noon = 1_711_879_200_000;
        assert_eq!(point("calendar:1d", noon, "Europe/Copenhagen"), noon - 23 * 3_600_000);
        assert_eq!(point("1d", noon, "Europe/Copenhagen"), noon - 24 * 3_600_000);
    }

    #[test]
    fn errors_say_what_is_accepted() {
        for text in ["", "yesterday", "1x", "2025-99-01", "99999999999999999999"] {
            assert!(parse_point(text, NOW, &Zone::utc()).is_err(), "{text} is no time point");
        }
        let error = parse_point("yesterday", NOW, &Zone::utc()).unwrap_err();
        assert!(error.message.contains("'yesterday'") && error.message.contains("ISO 8601"), "{error}");
        assert!(parse_point("9999999999999y", NOW, &Zone::utc()).is_err());
        assert!(parse_point("calendar:9999999999999y", NOW, &Zone::utc()).is_err());
    }

    proptest! {
        #[test]
        fn no_instant_panics(now in any::<i64>(), count in any::<u32>(), unit in 0..9_usize, calendar in any::<bool>()) {
            let word = ["ms", "s", "m", "h", "d", "w", "mon", "q", "y"][unit];
            let text = format!("{}{count}{word}@{word}+1{word}", if calendar { "calendar:" } else { "" });
            for zone in ["UTC", "America/New_York", "-18:00"] {
                let _ = parse_point(&text, now, &Zone::named(zone).unwrap());
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = parse_point(&text, NOW, &Zone::utc());
        }

        #[test]
        fn snapping_goes_down(now in -10_000_000_000_000_i64..10_000_000_000_000, unit in 0..9_usize) {
            let word = ["ms", "s", "m", "h", "d", "w", "mon", "q", "y"][unit];
            for zone in ["UTC", "America/New_York", "Europe/Berlin"] {
                let zone = Zone::named(zone).unwrap();
                let snapped = parse_point(&format!("now@{word}"), now, &zone).unwrap();
                prop_assert!(snapped <= now);
                prop_assert!(now - snapped <= 366 * 86_400_000 + 3_600_000);
            }
        }
    }
}
