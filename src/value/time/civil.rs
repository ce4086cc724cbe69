//! Calendar fields (year, month, day, week ...) of a point on the local clock, in the proleptic Gregorian calendar.

use super::clock::{MILLIS_PER_SECOND, SECONDS_PER_DAY};

/// English month names, January first.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// English weekday names, Monday first.
pub const WEEKDAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What a calendar and a clock on the wall show. Covers every `i64` of epoch milliseconds (about ±292 million years).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Days since 1970-01-01 on the local calendar.
    days: i64,
    second_of_day: u32,
    /// Year, 0 and negative before year 1.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Milliseconds within the second, 0 to 999.
    pub millis: u16,
}

impl Civil {
    /// The fields shown by a local clock `local_seconds` after 1970-01-01T00:00 local time.
    pub fn from_local(local_seconds: i64, millis: u16) -> Civil {
        let days = local_seconds.div_euclid(SECONDS_PER_DAY);
        let second_of_day = local_seconds.rem_euclid(SECONDS_PER_DAY) as u32;
        let (year, month, day) = date_of_days(days);
        Civil { days, second_of_day, year, month, day, millis }
    }

    /// The civil time with these fields; `None` when a field is out of its range (30 February, hour 24, second 60).
    pub fn new((year, month, day): (i32, u8, u8), (hour, minute, second): (u8, u8, u8), millis: u16) -> Option<Civil> {
        let days = days_of_date(year, month, day)?;
        if hour > 23 || minute > 59 || second > 59 || millis > 999 {
            return None;
        }
        let second_of_day = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        Some(Civil { days, second_of_day, year, month, day, millis })
    }

    /// Seconds since 1970-01-01T00:00 on the local clock.
    pub fn local_seconds(&self) -> i64 {
        self.days * SECONDS_PER_DAY + i64::from(self.second_of_day)
    }

    /// Milliseconds since 1970-01-01T00:00 on the local clock, saturating.
    pub fn local_millis(&self) -> i64 {
        self.local_seconds().saturating_mul(MILLIS_PER_SECOND).saturating_add(i64::from(self.millis))
    }

    /// Hour, 0 to 23.
    pub fn hour(&self) -> u8 {
        (self.second_of_day / 3600) as u8
    }

    /// Hour on the twelve-hour clock, 1 to 12.
    pub fn hour12(&self) -> u8 {
        match self.hour() % 12 {
            0 => 12,
            hour => hour,
        }
    }

    /// Whether the clock shows noon or later.
    pub fn is_afternoon(&self) -> bool {
        self.hour() >= 12
    }

    /// Minute, 0 to 59.
    pub fn minute(&self) -> u8 {
        (self.second_of_day / 60 % 60) as u8
    }

    /// Second, 0 to 59.
    pub fn second(&self) -> u8 {
        (self.second_of_day % 60) as u8
    }

    /// Day of the week as ISO 8601 counts it, 1 = Monday to 7 = Sunday.
    pub fn weekday(&self) -> u8 {
        // 1970-01-01 was a Thursday.
        ((self.days + 3).rem_euclid(7) + 1) as u8
    }

    /// Day of the year, 1 to 366.
    pub fn day_of_year(&self) -> u16 {
        let first = days_of_date(self.year, 1, 1).unwrap_or(self.days);
        (self.days - first + 1) as u16
    }

    /// Week of the year as ISO 8601 counts it, 1 to 53: a week belongs to the year that holds its Thursday.
    pub fn iso_week(&self) -> u8 {
        let thursday = self.days + 4 - i64::from(self.weekday());
        let (year, _, _) = date_of_days(thursday);
        let first = days_of_date(year, 1, 1).unwrap_or(thursday);
        ((thursday - first) / 7 + 1) as u8
    }

    /// English name of the month, such as `August`.
    pub fn month_name(&self) -> &'static str {
        MONTH_NAMES.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or("")
    }

    /// English name of the weekday, such as `Monday`.
    pub fn weekday_name(&self) -> &'static str {
        WEEKDAY_NAMES.get(usize::from(self.weekday()).wrapping_sub(1)).copied().unwrap_or("")
    }

    /// The same time of day `count` months later (earlier when negative); a day that the month lacks becomes its
    /// last day, as in Java. `None` when the year leaves the range.
    pub fn plus_months(&self, count: i64) -> Option<Civil> {
        let months = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(count)?;
        let year = i32::try_from(months.div_euclid(12)).ok()?;
        let month = (months.rem_euclid(12) + 1) as u8;
        let day = self.day.min(days_in_month(year, month));
        let days = days_of_date(year, month, day)?;
        Some(Civil { days, year, month, day, ..*self })
    }

    /// The same time of day `count` days later (earlier when negative). `None` when the result leaves the range.
    pub fn plus_days(&self, count: i64) -> Option<Civil> {
        let seconds =
            count.checked_mul(SECONDS_PER_DAY).and_then(|seconds| self.local_seconds().checked_add(seconds))?;
        let limit = i64::MAX / MILLIS_PER_SECOND;
        (-limit..=limit).contains(&seconds).then(|| Civil::from_local(seconds, self.millis))
    }

    /// Midnight at the beginning of this day.
    pub fn start_of_day(&self) -> Civil {
        Civil { second_of_day: 0, millis: 0, ..*self }
    }
}

/// Number of days of a month (1 to 12); 0 for any other number.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days from 1970-01-01 to a date; `None` for a date that does not exist.
pub(super) fn days_of_date(year: i32, month: u8, day: u8) -> Option<i64> {
    if day == 0 || day > days_in_month(year, month) {
        return None;
    }
    // Years are counted from March, so that the leap day is the last day of a year, in eras of 400 years.
    let shifted_year = i64::from(year) - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let shifted_month = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Year, month and day of a number of days after 1970-01-01.
fn date_of_days(days: i64) -> (i32, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u8, day as u8)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn weeks_around_new_year_follow_iso() {
        let week = |year, month, day| Civil::new((year, month, day), (12, 0, 0), 0).unwrap().iso_week();
        assert_eq!(week(2021, 1, 1), 53);
        assert_eq!(week(2024, 12, 30), 1);
        assert_eq!(week(2025, 8, 31), 35);
        assert_eq!(week(2020, 12, 31), 53);
    }

    #[test]
    fn dates_and_days_are_inverse() {
        for days in (-800_000..800_000).step_by(37) {
            let (year, month, day) = date_of_days(days);
            assert_eq!(days_of_date(year, month, day), Some(days));
        }
        assert_eq!(date_of_days(0), (1970, 1, 1));
        assert_eq!(days_of_date(2000, 3, 1), Some(11_017));
        assert_eq!(days_of_date(2023, 2, 29), None);
    }

    #[test]
    fn months_keep_to_the_last_day() {
        let end_of_march = Civil::new((2024, 3, 31), (1, 2, 3), 4).unwrap();
        let february = end_of_march.plus_months(-1).unwrap();
        assert_eq!((february.month, february.day, february.hour()), (2, 29, 1));
        assert_eq!(end_of_march.plus_months(i64::MIN), None);
        assert_eq!(end_of_march.plus_days(i64::MAX), None);
    }

    #[test]
    fn day_of_year_and_names() {
        let civil = Civil::new((2025, 8, 27), (8, 51, 51), 312).unwrap();
        assert_eq!(civil.day_of_year(), 239);
        assert_eq!((civil.month_name(), civil.weekday_name()), ("August", "Wednesday"));
        assert_eq!(Civil::new((2025, 8, 27), (24, 0, 0), 0), None);
    }
}
