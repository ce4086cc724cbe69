//! The times that syslog headers begin with.

/// The time of a syslog header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// A number that is the same for all lines of one second and grows with time; seconds since 1970 where the header
    /// tells them.
    pub(super) second: u64,
    /// Milliseconds since 1970, unless year or zone are unknown.
    pub(super) millis: Option<u64>,
}

/// Reads a time at the start; also gives what follows it and the blank after it.
pub(super) fn split(text: &str) -> Option<(Moment, &str)> {
    match text.as_bytes().first()? {
        b'0'..=b'9' => iso(text).or_else(|| unix(text)),
        b'A'..=b'Z' => traditional(text),
        _ => None,
    }
}

/// `Nov 24 13:20:00`, also with a year before or after the time of day; the zone is that of the machine.
fn traditional(text: &str) -> Option<(Moment, &str)> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (name, rest) = token(text)?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    let (day, rest) = token(rest)?;
    let day = digits(day).filter(|day| day.0 <= 31 && day.1.is_empty())?.0;
    let (mut clock, mut rest) = token(rest)?;
    let mut year = 0;
    if clock.len() == 4
        && let Some((number, "")) = digits(clock)
    {
        year = number;
        (clock, rest) = token(rest)?;
    }
    let (second, _, after) = time_of_day(clock)?;
    if !after.is_empty() {
        return None;
    }
    let days = (year * 12 + month as u64) * 32 + day;
    Some((Moment { second: days * 86_400 + second, millis: None }, rest))
}

/// `2023-11-24T13:20:00.123+01:00`, also with a blank for the `T`; without a zone, UTC.
fn iso(text: &str) -> Option<(Moment, &str)> {
    let (year, rest) = digits(text).filter(|(year, _)| (1970..=9999).contains(year))?;
    let (month, rest) = digits(rest.strip_prefix('-')?).filter(|(month, _)| (1..=12).contains(month))?;
    let (day, rest) = digits(rest.strip_prefix('-')?).filter(|(day, _)| (1..=31).contains(day))?;
    let (second, millis, rest) = time_of_day(rest.strip_prefix(['T', ' '])?)?;
    let (offset, rest) = match rest.strip_prefix('Z') {
        Some(rest) => (0, rest),
        None => zone(rest),
    };
    let rest = rest.strip_prefix(' ')?;
    let local = i64::try_from(days_from_civil(year, month, day) * 86_400 + second).ok()?;
    let second = u64::try_from(local - offset).ok()?;
    Some((Moment { second, millis: Some(second * 1000 + millis) }, rest.trim_start_matches(' ')))
}

/// `1700000000.123456`, as `journalctl -o short-unix` writes it.
fn unix(text: &str) -> Option<(Moment, &str)> {
    let (word, rest) = token(text)?;
    let (second, fraction) = word.split_once('.')?;
    let (second, after) = digits(second).filter(|_| (9..=11).contains(&second.len()))?;
    let millis = fraction_millis(fraction)?;
    after.is_empty().then_some((Moment { second, millis: Some(second * 1000 + millis) }, rest))
}

/// Seconds and milliseconds of a time of day, and what follows it.
fn time_of_day(text: &str) -> Option<(u64, u64, &str)> {
    let (hour, rest) = digits(text).filter(|(hour, _)| *hour < 24)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?).filter(|(minute, _)| *minute < 60)?;
    let (second, rest) = digits(rest.strip_prefix(':')?).filter(|(second, _)| *second <= 60)?;
    let (millis, rest) = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => {
            let end = fraction.bytes().take_while(u8::is_ascii_digit).count();
            (fraction_millis(fraction.get(..end)?)?, fraction.get(end..)?)
        }
        None => (0, rest),
    };
    Some((hour * 3600 + minute * 60 + second, millis, rest))
}

/// Seconds east of Greenwich; none when no zone follows.
fn zone(text: &str) -> (i64, &str) {
    let parse = || {
        let sign = match text.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let hours: i64 = text.get(1..3)?.parse().ok()?;
        let rest = text.get(3..)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        let minutes: i64 = rest.get(..2)?.parse().ok()?;
        Some((sign * (hours * 3600 + minutes * 60), rest.get(2..)?))
    };
    parse().unwrap_or((0, text))
}

/// The milliseconds of the digits after a decimal point.
pub(super) fn fraction_millis(digits: &str) -> Option<u64> {
    if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(digits.bytes().chain(*b"00").take(3).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0')))
}

/// Days from 1970 to a date of the Gregorian calendar, counted in years that begin in March.
fn days_from_civil(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year / 4 - year / 100 + year / 400;
    // 719468 days lie between the first of March of the year 0 and the first of January 1970.
    (year * 365 + leaps + (month * 153 + 2) / 5 + day).saturating_sub(719_469)
}

/// The number at the start, of at most eleven digits, and what follows it.
fn digits(text: &str) -> Option<(u64, &str)> {
    let end = text.bytes().take(12).take_while(u8::is_ascii_digit).count();
    if end == 12 {
        return None;
    }
    Some((text.get(..end)?.parse().ok()?, text.get(end..)?))
}

/// The word at the start and what follows the blanks after it.
pub(super) fn token(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once(' ')?;
    Some((word, rest.trim_start_matches(' '))).filter(|_| !word.is_empty())
}
