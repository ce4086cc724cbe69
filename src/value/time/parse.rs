//! parseTimestamp(): texts to instants by a pattern or by the name of an epoch unit (functions-parsetimestamp.html).

use super::civil::{Civil, MONTH_NAMES, WEEKDAY_NAMES, days_of_date};
use super::clock::{MILLIS_PER_DAY, SECONDS_PER_DAY, fraction_nanos, leading_digits};
use super::pattern::{self, Element, Field, Number, PatternError};
use super::zone::{Zone, parse_offset};

/// A date without year may lie this far in the future, else it is of the year before.
const FUTURE_LIMIT: i64 = 8 * MILLIS_PER_DAY;

/// A format of parseTimestamp(), read once for all events.
#[derive(Clone, Debug, PartialEq)]
pub struct TimestampPattern {
    kind: Kind,
    case_sensitive: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// A number of units of this many nanoseconds since the epoch.
    Epoch {
        nanos_per_unit: i128,
    },
    Elements(Vec<Element>),
}

/// What a text stood for.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// Epoch milliseconds, decimals cut off.
    pub millis: i64,
    /// Nanoseconds after that millisecond, 0 to 999,999.
    pub nanos: u32,
    /// The zone that was used: given, of the text, or of the field. UTC for epoch numbers. [`Zone::write_id`] gives
    /// the text for `@timezone`.
    pub zone: Zone,
}

/// Names of epoch units (any case) with their nanoseconds.
const EPOCH_NAMES: [(&str, i128); 7] = [
    ("millis", 1_000_000),
    ("milliseconds", 1_000_000),
    ("unixTimeMillis", 1_000_000),
    ("seconds", 1_000_000_000),
    ("unixtime", 1_000_000_000),
    ("unixTimeSeconds", 1_000_000_000),
    ("nanos", 1),
];

impl TimestampPattern {
    /// Reads a format: `millis`, `seconds` and the like in any case, else a pattern such as
    /// `yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX`. `case_sensitive` concerns the texts to parse: `feb` for Feb.
    pub fn compile(format: &str, case_sensitive: bool) -> Result<TimestampPattern, PatternError> {
        let kind = match EPOCH_NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(format)) {
            Some(&(_, nanos_per_unit)) => Kind::Epoch { nanos_per_unit },
            None => Kind::Elements(pattern::compile(format)?),
        };
        Ok(TimestampPattern { kind, case_sensitive })
    }

    /// Reads a whole text. `given` is the timezone parameter and beats a zone in the text, `fallback` (the zone of
    /// the timezoneField) is used when there is neither; without any zone the text is not read. `now`, in epoch
    /// milliseconds, serves to guess a missing year. `None` when the text does not fit.
    pub fn parse(&self, text: &str, given: Option<&Zone>, fallback: Option<&Zone>, now: i64) -> Option<Parsed> {
        let elements = match &self.kind {
            Kind::Epoch { nanos_per_unit } => return parse_epoch(text, *nanos_per_unit),
            Kind::Elements(elements) => elements,
        };
        let mut parts = Parts::default();
        if !self.read(elements, text, &mut parts)?.is_empty() {
            return None;
        }
        let zone = match (given, parts.zone.take()) {
            (Some(given), _) => given.clone(),
            (None, Some(zone)) => zone,
            (None, None) => fallback?.clone(),
        };
        let millis = parts.resolve(&zone, now)?;
        Some(Parsed { millis, nanos: parts.nanos % 1_000_000, zone })
    }

    /// Reads the elements one after the other and gives the rest of the text.
    fn read<'t>(&self, elements: &[Element], text: &'t str, parts: &mut Parts) -> Option<&'t str> {
        let mut rest = text;
        for element in elements {
            rest = match element {
                Element::Literal(literal) => self.take_word(rest, literal)?,
                Element::Number(number) => {
                    let (value, rest) = take_number(rest, number)?;
                    parts.set(number.field, value)?;
                    rest
                }
                Element::Fraction { letters, exact } => {
                    // Java wants exactly as many digits as letters; the default format, which has nine, is
                    // documented to take any number of digits.
                    let (digits, rest) = leading_digits(rest, if *exact { *letters } else { 9 });
                    if digits.is_empty() || (*exact && digits.len() != *letters) {
                        return None;
                    }
                    parts.nanos = fraction_nanos(digits);
                    rest
                }
                Element::Month { full } => {
                    let (month, rest) = self.take_name(rest, &MONTH_NAMES, *full)?;
                    parts.month = Some(month);
                    rest
                }
                Element::Weekday { full } => {
                    let (weekday, rest) = self.take_name(rest, &WEEKDAY_NAMES, *full)?;
                    parts.weekday = Some(weekday);
                    rest
                }
                Element::AmPm => match self.take_word(rest, "AM") {
                    Some(rest) => {
                        parts.afternoon = Some(false);
                        rest
                    }
                    None => {
                        parts.afternoon = Some(true);
                        self.take_word(rest, "PM")?
                    }
                },
                Element::Offset => {
                    let (zone, rest) = take_offset(rest)?;
                    parts.zone = Some(zone);
                    rest
                }
                Element::ZoneName => {
                    let (zone, rest) = take_zone_name(rest)?;
                    parts.zone = Some(zone);
                    rest
                }
                Element::Optional(inner) => {
                    let mut attempt = parts.clone();
                    match self.read(inner, rest, &mut attempt) {
                        Some(behind) => {
                            *parts = attempt;
                            behind
                        }
                        None => rest,
                    }
                }
            };
        }
        Some(rest)
    }

    fn take_word<'t>(&self, text: &'t str, word: &str) -> Option<&'t str> {
        let (head, rest) = text.split_at_checked(word.len())?;
        let fits = if self.case_sensitive { head == word } else { head.eq_ignore_ascii_case(word) };
        fits.then_some(rest)
    }

    /// Reads one of the names, in full or its first three letters; counts from 1.
    fn take_name<'t>(&self, text: &'t str, names: &[&'static str], full: bool) -> Option<(u8, &'t str)> {
        (1_u8..).zip(names).find_map(|(number, name)| {
            let word = if full { name } else { name.get(..3)? };
            Some((number, self.take_word(text, word)?))
        })
    }
}

fn take_number<'t>(text: &'t str, number: &Number) -> Option<(u32, &'t str)> {
    let available = leading_digits(text, number.maximum + number.reserved).0.len();
    let length = available.saturating_sub(number.reserved).min(number.maximum);
    if length < number.minimum {
        return None;
    }
    let (digits, rest) = text.split_at_checked(length)?;
    Some((digits.parse().ok()?, rest))
}

/// Reads `Z` or an offset with or without colon. Java ties the form to the number of letters; every form is taken.
fn take_offset(text: &str) -> Option<(Zone, &str)> {
    if let Some(rest) = text.strip_prefix(['Z', 'z']) {
        return Some((Zone::fixed(0)?, rest));
    }
    // +hh:mm:ss, +hhmmss, +hh:mm, +hhmm, +hh
    [9, 7, 6, 5, 3].into_iter().find_map(|length| {
        let (head, rest) = text.split_at_checked(length)?;
        Some((Zone::fixed(parse_offset(head)?)?, rest))
    })
}

fn take_zone_name(text: &str) -> Option<(Zone, &str)> {
    let end = text.find(|next: char| !next.is_ascii_alphanumeric() && !"_/+-:".contains(next)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    Some((Zone::named(name).or_else(|| daylight_zone(name))?, rest))
}

/// Summer time abbreviations, which Java takes for the letter z.
fn daylight_zone(name: &str) -> Option<Zone> {
    let region = match name {
        "EDT" => "America/New_York",
        "CDT" => "America/Chicago",
        "MDT" => "America/Denver",
        "PDT" => "America/Los_Angeles",
        "CEST" => "Europe/Paris",
        _ => return None,
    };
    Zone::named(region)
}

fn parse_epoch(text: &str, nanos_per_unit: i128) -> Option<Parsed> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, rest) = leading_digits(digits, usize::MAX);
    if whole.is_empty() {
        return None;
    }
    let fraction = match rest.strip_prefix('.') {
        Some(fraction) => {
            let (digits, rest) = leading_digits(fraction, usize::MAX);
            (!digits.is_empty() && rest.is_empty()).then(|| fraction_nanos(digits))?
        }
        None if rest.is_empty() => 0,
        None => return None,
    };
    let whole = i128::from(whole.parse::<i64>().ok()?);
    let magnitude = whole * nanos_per_unit + i128::from(fraction) * nanos_per_unit / 1_000_000_000;
    let nanos = if negative { -magnitude } else { magnitude };
    Some(Parsed {
        millis: i64::try_from(nanos.div_euclid(1_000_000)).ok()?,
        nanos: nanos.rem_euclid(1_000_000) as u32,
        zone: Zone::utc(),
    })
}

/// What was read so far.
#[derive(Clone, Debug, Default)]
struct Parts {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    day_of_year: Option<u16>,
    weekday: Option<u8>,
    hour: Option<u8>,
    half_day_hour: Option<u8>,
    afternoon: Option<bool>,
    minute: u8,
    second: u8,
    nanos: u32,
    zone: Option<Zone>,
}

impl Parts {
    /// Keeps a number; `None` when it is out of the field's range.
    fn set(&mut self, field: Field, value: u32) -> Option<()> {
        let within = |first: u32, last: u32| {
            (first..=last).contains(&value).then_some(()).and_then(|()| u8::try_from(value).ok())
        };
        match field {
            Field::Year => self.year = Some(i32::try_from(value).ok()?),
            Field::ShortYear => self.year = Some(2000 + i32::try_from(value).ok()?),
            Field::Month => self.month = Some(within(1, 12)?),
            Field::Day => self.day = Some(within(1, 31)?),
            Field::DayOfYear => self.day_of_year = Some(u16::try_from(value).ok()?),
            Field::Hour => self.hour = Some(within(0, 23)?),
            Field::ClockHour => self.hour = Some(within(1, 24)? % 24),
            Field::HalfDayHour => self.half_day_hour = Some(within(0, 11)?),
            Field::HalfDayClockHour => self.half_day_hour = Some(within(1, 12)? % 12),
            Field::Minute => self.minute = within(0, 59)?,
            Field::Second => self.second = within(0, 59)?,
        }
        Some(())
    }

    fn resolve(&self, zone: &Zone, now: i64) -> Option<i64> {
        if self.year.is_none() && self.month.is_none() && self.day_of_year.is_none() {
            return None;
        }
        if let Some(year) = self.year {
            let civil = self.civil(year)?;
            // As in Java a weekday that contradicts the date makes the text wrong.
            let weekday_fits = self.weekday.is_none_or(|weekday| weekday == civil.weekday());
            return weekday_fits.then(|| zone.instant(&civil));
        }
        let this_year = zone.civil(now).year;
        [this_year, this_year - 1]
            .into_iter()
            .filter_map(|year| Some(zone.instant(&self.civil(year)?)))
            .find(|instant| *instant <= now.saturating_add(FUTURE_LIMIT))
    }

    /// The local time in a year; parts that are missing are the first month or day, and midnight.
    fn civil(&self, year: i32) -> Option<Civil> {
        let hour = match (self.hour, self.half_day_hour) {
            (Some(hour), _) => hour,
            (None, Some(hour)) => hour + if self.afternoon? { 12 } else { 0 },
            (None, None) => 0,
        };
        let time = (hour, self.minute, self.second);
        let millis = (self.nanos / 1_000_000) as u16;
        let Some(day_of_year) = self.day_of_year else {
            let date = (year, self.month.unwrap_or(1), self.day.unwrap_or(1));
            return Civil::new(date, time, millis);
        };
        let first_day = days_of_date(year, 1, 1)?;
        let days = first_day + i64::from(day_of_year) - 1;
        let day = Civil::from_local(days * SECONDS_PER_DAY, 0);
        if day_of_year == 0 || day.year != year {
            return None;
        }
        Civil::new((day.year, day.month, day.day), time, millis)
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
