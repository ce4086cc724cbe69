//! findTimestamp(): the first timestamp in a free text (functions-findtimestamp.html).

use std::ops::Range;

use super::civil::{Civil, MONTH_NAMES};
use super::clock::{MILLIS_PER_DAY, fraction_nanos, leading_digits};
use super::zone::{Zone, parse_offset};

/// Timestamps that begin after this many characters are not found.
const SEARCHED_CHARACTERS: usize = 128;
/// A date without year lies at most this far in the future.
const FUTURE_YEAR_LIMIT: i64 = 7 * MILLIS_PER_DAY;
/// A time without date lies at most this far in the future.
const FUTURE_DAY_LIMIT: i64 = 10 * 60_000;

/// A timestamp that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Detected {
    /// Epoch milliseconds, decimals cut off.
    pub millis: i64,
    /// Where it stands in the text, in bytes, with its zone.
    pub range: Range<usize>,
    /// The zone that was used: the one in the text, else the given one; UTC for epoch times.
    pub zone: Zone,
}

/// Why no timestamp was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetectError {
    /// The beginning of the text holds no timestamp.
    NotFound,
    /// The timestamp has no zone and none was given.
    NoZone,
}

/// Finds the first timestamp that begins within the first 128 characters. `zone` is used when the text names none,
/// `now`, in epoch milliseconds, serves to guess a missing date or year.
pub fn detect(text: &str, zone: Option<&Zone>, now: i64) -> Result<Detected, DetectError> {
    let mut previous = ' ';
    for (start, character) in text.char_indices().take(SEARCHED_CHARACTERS) {
        let begins = (character.is_ascii_digit() && !previous.is_ascii_digit())
            || (character.is_ascii_alphabetic() && !previous.is_alphanumeric());
        let after_word = previous.is_alphanumeric();
        previous = character;
        if !begins {
            continue;
        }
        let Some(here) = text.get(start..) else {
            continue;
        };
        if let Some(found) = Found::read(here, after_word) {
            let zone = match (&found.zone, zone) {
                (Some(zone), _) | (None, Some(zone)) => zone.clone(),
                (None, None) if found.epoch.is_some() => Zone::utc(),
                (None, None) => return Err(DetectError::NoZone),
            };
            if let Some(millis) = found.resolve(&zone, now) {
                let range = start..text.len() - found.rest.len();
                return Ok(Detected { millis, range, zone });
            }
        }
    }
    Err(DetectError::NotFound)
}

#[derive(Clone, Copy, Debug, Default)]
struct Date {
    year: Option<i32>,
    month: u8,
    day: u8,
}

#[derive(Clone, Debug)]
struct Found<'t> {
    date: Option<Date>,
    time: (u8, u8, u8),
    millis: u16,
    zone: Option<Zone>,
    /// Epoch milliseconds, when it is an epoch number.
    epoch: Option<i64>,
    rest: &'t str,
}

impl<'t> Found<'t> {
    /// Reads a timestamp at the beginning of a text. `after_word`: a letter or digit stands right before it.
    fn read(text: &'t str, after_word: bool) -> Option<Found<'t>> {
        year_first(text)
            .and_then(|(date, compact, rest)| time_after_date(Some(date), compact, rest))
            .or_else(|| month_first(text))
            .or_else(|| day_first(text))
            .or_else(|| time(text, false, None))
            .or_else(|| epoch(text).filter(|_| !after_word))
    }

    fn resolve(&self, zone: &Zone, now: i64) -> Option<i64> {
        if self.epoch.is_some() {
            return self.epoch;
        }
        let instant = |year, month, day| {
            let civil = Civil::new((year, month, day), self.time, self.millis)?;
            Some(zone.instant(&civil))
        };
        let today = zone.civil(now);
        match self.date {
            Some(Date { year: Some(year), month, day }) => instant(year, month, day),
            // The latest of next, this and last year that is not too far ahead.
            Some(Date { month, day, .. }) => [today.year + 1, today.year, today.year - 1]
                .into_iter()
                .filter_map(|year| instant(year, month, day))
                .find(|instant| *instant <= now.saturating_add(FUTURE_YEAR_LIMIT)),
            None => {
                let millis = instant(today.year, today.month, today.day)?;
                if millis <= now.saturating_add(FUTURE_DAY_LIMIT) {
                    return Some(millis);
                }
                let yesterday = today.plus_days(-1)?;
                instant(yesterday.year, yesterday.month, yesterday.day)
            }
        }
    }
}

/// `year month day`; gives whether it was written without separators.
fn year_first(text: &str) -> Option<(Date, bool, &str)> {
    let (digits, _) = leading_digits(text, 9);
    if digits.len() >= 8 {
        // Without separators only a year of this age is believed, else any number would do.
        let (year, rest) = text.split_at_checked(4)?;
        let (month, rest) = rest.split_at_checked(2)?;
        let (day, rest) = rest.split_at_checked(2)?;
        let year: i32 = year.parse().ok()?;
        let date = Date { year: Some(year), month: month.parse().ok()?, day: day.parse().ok()? };
        return (1970..2100).contains(&year).then_some((date, true, rest));
    }
    let (year, rest) = take_year(text)?;
    let (month, rest) = take_month(date_separator(rest)?)?;
    let (day, rest) = take_short(date_separator(rest)?)?;
    let date = Date { year: Some(year), month, day };
    Some((date, false, rest))
}

/// `month day [year] time` and `month day time year4`.
fn month_first(text: &str) -> Option<Found<'_>> {
    let (month, rest) = take_month(text)?;
    let (day, rest) = take_short(date_separator(rest)?)?;
    let with_year = date_separator(rest).and_then(take_year);
    if let Some((year, rest)) = with_year {
        let date = Date { year: Some(year), month, day };
        if let Some(found) = time_after_date(Some(date), false, rest) {
            return Some(found);
        }
    }
    let date = Date { year: None, month, day };
    let mut found = time_after_date(Some(date), false, rest)?;
    let (digits, rest) = leading_digits(found.rest.trim_start_matches(' '), 5);
    if digits.len() == 4 && found.rest.starts_with(' ') {
        found.date = Some(Date { year: digits.parse().ok(), ..date });
        found.rest = rest;
    }
    Some(found)
}

/// `day monthLetters [year4] time`.
fn day_first(text: &str) -> Option<Found<'_>> {
    let (day, rest) = take_short(text)?;
    let (month, rest) = take_month_letters(date_separator(rest).unwrap_or(rest))?;
    let with_year = date_separator(rest).filter(|rest| leading_digits(rest, 5).0.len() == 4).and_then(take_year);
    let (year, rest) = match with_year {
        Some((year, rest)) => (Some(year), rest),
        None => (None, rest),
    };
    time_after_date(Some(Date { year, month, day }), false, rest)
}

/// What may stand between date and time: T, or blanks and a little punctuation.
fn time_after_date(date: Option<Date>, compact: bool, text: &str) -> Option<Found<'_>> {
    if let Some(rest) = text.strip_prefix(['T', 't']) {
        return time(rest, true, date);
    }
    let rest = skip_up_to(text, 3, " ,:-_/");
    if rest.len() == text.len() && !compact {
        return None;
    }
    time(rest, compact, date)
}

/// `hour minute second [sub] [am or pm] [zone]`.
fn time(text: &str, may_be_compact: bool, date: Option<Date>) -> Option<Found<'_>> {
    let (digits, behind) = leading_digits(text, 7);
    let (mut hour, minute, second, rest) = if digits.len() == 6 && may_be_compact {
        let two = |start: usize| digits.get(start..start + 2)?.parse().ok();
        (two(0)?, two(2)?, two(4)?, behind)
    } else {
        let (hour, rest) = take_short(text)?;
        let (minute, rest) = take_two(rest.strip_prefix(':')?)?;
        let (second, rest) = take_two(rest.strip_prefix(':')?)?;
        (hour, minute, second, rest)
    };
    let (millis, rest) = take_fraction(rest);
    let mut rest = rest;
    if let Some((afternoon, behind)) = take_half_day(rest) {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
        rest = behind;
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (zone, rest) = match take_zone(rest) {
        Some((zone, rest)) => (Some(zone), rest),
        None => (None, rest),
    };
    Some(Found { date, time: (hour, minute, second.min(59)), millis, zone, epoch: None, rest })
}

/// Ten digits of seconds, directly or after a point followed by 3, 6 or 9 more.
fn epoch(text: &str) -> Option<Found<'_>> {
    let (digits, rest) = leading_digits(text, 20);
    let (seconds, attached) = digits.split_at_checked(10)?;
    let (sub, rest) = match rest.strip_prefix('.') {
        Some(behind) if attached.is_empty() => match leading_digits(behind, 10) {
            (sub, behind) if matches!(sub.len(), 3 | 6 | 9) => (sub, behind),
            _ => ("", rest),
        },
        _ => (attached, rest),
    };
    let ends = !rest.starts_with(|next: char| next.is_alphanumeric());
    if !ends || !matches!(sub.len(), 0 | 3 | 6 | 9) {
        return None;
    }
    let seconds: i64 = seconds.parse().ok()?;
    Some(Found {
        date: None,
        time: (0, 0, 0),
        millis: 0,
        zone: None,
        epoch: Some(seconds * 1000 + i64::from(fraction_nanos(sub) / 1_000_000)),
        rest,
    })
}

/// Four digits, or two that mean 2013 to 2099.
fn take_year(text: &str) -> Option<(i32, &str)> {
    let (digits, rest) = leading_digits(text, 5);
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => Some((year, rest)),
        2 if year >= 13 && !rest.starts_with(':') => Some((2000 + year, rest)),
        _ => None,
    }
}

/// One or two digits, or letters.
fn take_month(text: &str) -> Option<(u8, &str)> {
    take_month_letters(text).or_else(|| take_short(text))
}

/// The first three letters of a month, or its full name, in any case.
fn take_month_letters(text: &str) -> Option<(u8, &str)> {
    let end = text.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at_checked(end)?;
    let number = (1_u8..).zip(MONTH_NAMES).find_map(|(number, name)| {
        let short = name.get(..3)?;
        (word.eq_ignore_ascii_case(short) || word.eq_ignore_ascii_case(name)).then_some(number)
    })?;
    Some((number, rest))
}

/// One or two digits that no further digit follows.
fn take_short(text: &str) -> Option<(u8, &str)> {
    match leading_digits(text, 3) {
        (digits, rest) if matches!(digits.len(), 1 | 2) => Some((digits.parse().ok()?, rest)),
        _ => None,
    }
}

fn take_two(text: &str) -> Option<(u8, &str)> {
    take_short(text).filter(|(_, rest)| text.len() - rest.len() == 2)
}

fn take_fraction(text: &str) -> (u16, &str) {
    let Some(fraction) = text.strip_prefix(['.', ',']) else {
        return (0, text);
    };
    match leading_digits(fraction, 10) {
        (digits, rest) if matches!(digits.len(), 1..=9) => ((fraction_nanos(digits) / 1_000_000) as u16, rest),
        _ => (0, text),
    }
}

/// `AM` or `PM` in any case, which no letter or digit follows.
fn take_half_day(text: &str) -> Option<(bool, &str)> {
    let (word, rest) = text.trim_start_matches(' ').split_at_checked(2)?;
    if rest.starts_with(|next: char| next.is_alphanumeric()) {
        return None;
    }
    if word.eq_ignore_ascii_case("pm") {
        Some((true, rest))
    } else {
        word.eq_ignore_ascii_case("am").then_some((false, rest))
    }
}

/// `Z`, an offset, `UTC`, `GMT` with or without offset, or a region with a slash. Other abbreviations are not taken,
/// since the page of supported time zones calls them ambiguous and they are words of many log texts.
fn take_zone(text: &str) -> Option<(Zone, &str)> {
    let attached = text.trim_start_matches(' ');
    let after_blank = attached.len() < text.len();
    let end =
        attached.find(|next: char| !next.is_ascii_alphanumeric() && !"_/+-:".contains(next)).unwrap_or(attached.len());
    let (word, rest) = attached.split_at_checked(end)?;
    let word = word.trim_end_matches([':', '-', '/']);
    let rest = attached.get(word.len()..).unwrap_or(rest);
    if word.starts_with(['+', '-']) {
        // A blank and a short number is more likely something else than an offset.
        let seconds = parse_offset(word).filter(|_| !after_blank || word.len() >= 5)?;
        return Some((Zone::fixed(seconds)?, rest));
    }
    let prefix = word.get(..3).unwrap_or(word);
    let is_universal = word == "Z" || matches!(prefix, "UTC" | "GMT");
    if !is_universal && !word.contains('/') {
        return None;
    }
    Some((Zone::named(word)?, rest))
}

/// Skips the separator between the parts of a date; there must be one.
fn date_separator(text: &str) -> Option<&str> {
    let rest = skip_up_to(text, 2, "-/. ,_");
    (rest.len() < text.len()).then_some(rest)
}

fn skip_up_to<'t>(text: &'t str, limit: usize, set: &str) -> &'t str {
    let count = text.bytes().take(limit).take_while(|byte| set.as_bytes().contains(byte)).count();
    text.get(count..).unwrap_or(text)
}

#[cfg(test)]
#[path = "detect_tests.rs"]
mod tests;
