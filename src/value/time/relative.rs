//! The relative time syntax: spans such as `5m`, and points such as `1d@d+12h` or `calendar:2months`
//! (language notes 14, syntax-time-relative.html).

use std::fmt;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{alpha1, char, digit1, multispace0, one_of};
use nom::combinator::{all_consuming, opt};
use nom::error::{ErrorKind, ParseError};
use nom::multi::many0;
use nom::{Err, IResult, Parser};

use super::clock::MILLIS_PER_DAY;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Unit {
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Every word that names a unit, shortest unit first. The words are written in lower case only.
pub const UNIT_WORDS: [(&str, Unit); 37] = [
    ("ms", Unit::Millisecond),
    ("millis", Unit::Millisecond),
    ("millisecond", Unit::Millisecond),
    ("milliseconds", Unit::Millisecond),
    ("s", Unit::Second),
    ("sec", Unit::Second),
    ("secs", Unit::Second),
    ("second", Unit::Second),
    ("seconds", Unit::Second),
    ("m", Unit::Minute),
    ("min", Unit::Minute),
    ("minute", Unit::Minute),
    ("minutes", Unit::Minute),
    ("h", Unit::Hour),
    ("hr", Unit::Hour),
    ("hrs", Unit::Hour),
    ("hour", Unit::Hour),
    ("hours", Unit::Hour),
    ("d", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("w", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("mon", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("q", Unit::Quarter),
    ("qtr", Unit::Quarter),
    ("qtrs", Unit::Quarter),
    ("quarter", Unit::Quarter),
    ("quarters", Unit::Quarter),
    ("y", Unit::Year),
    ("yr", Unit::Year),
    ("yrs", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
];

impl Unit {
    /// The unit that a word names; `None` for an unknown word. Case matters.
    pub fn named(word: &str) -> Option<Unit> {
        UNIT_WORDS.iter().find(|(known, _)| *known == word).map(|(_, unit)| *unit)
    }

    /// Fixed length in milliseconds: a month has 30 days, a quarter 90 and a year 365.
    pub const fn millis(self) -> i64 {
        match self {
            Unit::Millisecond => 1,
            Unit::Second => 1000,
            Unit::Minute => 60_000,
            Unit::Hour => 3_600_000,
            Unit::Day => MILLIS_PER_DAY,
            Unit::Week => 7 * MILLIS_PER_DAY,
            Unit::Month => 30 * MILLIS_PER_DAY,
            Unit::Quarter => 90 * MILLIS_PER_DAY,
            Unit::Year => 365 * MILLIS_PER_DAY,
        }
    }
}

/// Fixed length of a unit in milliseconds by its word (`hrs`); `None` for an unknown word.
pub fn unit_millis(word: &str) -> Option<i64> {
    Unit::named(word).map(Unit::millis)
}

/// Why a text is no time span or no time point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimePointError {
    /// What was expected and what was found, a sentence for the user.
    pub message: String,
    /// Where in the text, in bytes.
    pub offset: usize,
}

impl fmt::Display for TimePointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for TimePointError {}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many, never negative.
    pub count: i64,
    /// Of what.
    pub unit: Unit,
}

/// A point in time relative to another one: go back, snap down to the beginning of a unit, add offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// Whether days and longer units follow the calendar (`calendar:`) and not their fixed lengths.
    pub calendar: bool,
    /// How far to go back; `None` for `now`.
    pub back: Option<Amount>,
    /// The unit after `@`.
    pub snap: Option<Unit>,
    /// Offsets after the snap; `true` means forward.
    pub offsets: Vec<(bool, Amount)>,
}

impl Relative {
    /// Reads the whole text as a relative time. The error says what was expected where.
    pub fn parse(text: &str) -> Result<Relative, TimePointError> {
        match all_consuming_relative(text) {
            Ok((_, relative)) => Ok(relative),
            Err(Err::Error(expected) | Err::Failure(expected)) => Err(expected.into_error(text)),
            Err(Err::Incomplete(_)) => Err(Expected { at: "", what: "more" }.into_error(text)),
        }
    }
}

/// Milliseconds of a time span such as `5m`, `2 hours` or `1mon`, with the fixed lengths of the units.
/// `None` for anything else: a bare number, an anchor, `calendar:`. [`parse_span`] says why.
pub fn parse_duration(text: &str) -> Option<i64> {
    parse_span(text).ok()
}

/// Milliseconds of a time span, as [`parse_duration`], or the reason why the text is none.
pub fn parse_span(text: &str) -> Result<i64, TimePointError> {
    let refused = |message: &str, offset| TimePointError { message: format!("{message}, found '{text}'"), offset };
    let relative = Relative::parse(text)?;
    if relative.calendar {
        return Err(refused("a time span has a fixed length and cannot be counted by the calendar ('calendar:')", 0));
    }
    if relative.snap.is_some() {
        return Err(refused(
            "a time span has a fixed length and cannot be anchored with '@'",
            text.find('@').unwrap_or(0),
        ));
    }
    let amount = relative
        .back
        .ok_or_else(|| refused("expected a time span such as '5m' or '2 hours', not a point in time", 0))?;
    amount
        .count
        .checked_mul(amount.unit.millis())
        .ok_or_else(|| refused("the time span is too long to be counted in milliseconds", 0))
}

/// What a parser of this file wanted, and the text that stood there instead.
#[derive(Debug)]
struct Expected<'a> {
    at: &'a str,
    what: &'static str,
}

impl<'a> ParseError<&'a str> for Expected<'a> {
    fn from_error_kind(at: &'a str, _: ErrorKind) -> Self {
        Expected { at, what: "the end of the time, '@' or an offset" }
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

impl Expected<'_> {
    fn into_error(self, text: &str) -> TimePointError {
        let found = match self.at.trim_end() {
            "" => "the end".to_owned(),
            rest => format!("'{}'", first_word(rest)),
        };
        TimePointError {
            message: format!("expected {}, found {found} in '{text}'", self.what),
            offset: text.len() - self.at.len(),
        }
    }
}

/// The leading word of letters or of digits, else one character.
fn first_word(text: &str) -> &str {
    let Some(first) = text.chars().next() else {
        return "";
    };
    let end = text
        .find(|next: char| next.is_alphabetic() != first.is_alphabetic() || next.is_numeric() != first.is_numeric())
        .unwrap_or(text.len())
        .max(first.len_utf8());
    text.get(..end).unwrap_or(text)
}

type Outcome<'a, T> = IResult<&'a str, T, Expected<'a>>;

fn all_consuming_relative(text: &str) -> Outcome<'_, Relative> {
    all_consuming((multispace0, relative, multispace0).map(|(_, relative, _)| relative)).parse(text)
}

fn relative(input: &str) -> Outcome<'_, Relative> {
    let (input, calendar) = opt((tag("calendar:"), multispace0)).parse(input)?;
    let (input, back) = alt((now, amount.map(Some))).parse(input)?;
    let (input, anchor) = opt(anchor).parse(input)?;
    let (snap, offsets) = match anchor {
        Some((snap, offsets)) => (Some(snap), offsets),
        None => (None, Vec::new()),
    };
    let relative = Relative { calendar: calendar.is_some(), back, snap, offsets };
    Ok((input, relative))
}

fn now(input: &str) -> Outcome<'_, Option<Amount>> {
    let (rest, word) = alpha1(input)?;
    match word {
        "now" => Ok((rest, None)),
        _ => Err(Err::Error(Expected { at: input, what: "'now' or a number" })),
    }
}

fn anchor(input: &str) -> Outcome<'_, (Unit, Vec<(bool, Amount)>)> {
    let (input, _) = char('@').parse(input)?;
    let (input, snap) = unit(input)?;
    let (input, offsets) = many0((one_of("+-"), amount)).parse(input)?;
    let offsets = offsets.into_iter().map(|(sign, amount)| (sign == '+', amount)).collect();
    Ok((input, (snap, offsets)))
}

fn amount(input: &str) -> Outcome<'_, Amount> {
    let digits: Result<_, Err<Expected<'_>>> = digit1(input);
    let (rest, digits) = digits.map_err(|_| {
        Err::Error(Expected { at: input, what: "'now' or a number with a unit, such as '5m' or '2 hours'" })
    })?;
    let count = digits.parse().map_err(|_| Err::Failure(Expected { at: input, what: "a smaller number" }))?;
    let (rest, _) = opt(char(' ')).parse(rest)?;
    let (rest, unit) = unit(rest)?;
    Ok((rest, Amount { count, unit }))
}

fn unit(input: &str) -> Outcome<'_, Unit> {
    let expected = || {
        Err::Failure(Expected {
            at: input,
            what: "a unit of time (ms, s, m or min, h, d, w, mon, q, y or their long forms)",
        })
    };
    let word: Outcome<'_, &str> = alpha1(input);
    let (rest, word) = word.map_err(|_| expected())?;
    let unit = Unit::named(word).ok_or_else(expected)?;
    Ok((rest, unit))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans() {
        for (text, millis) in [
            ("5m", 300_000),
            ("2d", 172_800_000),
            ("2hrs", 7_200_000),
            ("10seconds", 10_000),
            ("2 hours", 7_200_000),
            ("3 weeks", 1_814_400_000),
            ("250 millis", 250),
            ("1mon", 2_592_000_000),
            ("1q", 7_776_000_000),
            ("1y", 31_536_000_000),
            ("3years", 94_608_000_000),
            ("0h", 0),
            ("24hr", 86_400_000),
        ] {
            assert_eq!(parse_duration(text), Some(millis), "{text}");
        }
        for text in [
            "",
            "5",
            "m",
            "5  m",
            "5 fortnights",
            "1d@d",
            "calendar:1mon",
            "now",
            "-5m",
            "5M",
            "5m5s",
            "99999999999999999999d",
            "9999999999999999d",
            "٣d",
        ] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }

    #[test]
    fn messages_say_what_and_where() {
        let error = parse_span("3 fortnights").unwrap_err();
        assert_eq!(error.offset, 2);
        assert!(error.message.contains("'fortnights'"), "{error}");
        assert!(error.message.contains("unit of time"), "{error}");
        let error = parse_span("1d@").unwrap_err();
        assert_eq!(error.offset, 3);
        assert!(error.message.contains("found the end"), "{error}");
        assert!(parse_span("1d@d").unwrap_err().message.contains("'@'"));
        assert!(parse_span("calendar: 2months").unwrap_err().message.contains("calendar"));
        assert!(parse_span("tomorrow").unwrap_err().message.contains("'tomorrow'"));
    }

    #[test]
    fn points() {
        let relative = Relative::parse("calendar: 1 mon@q+2d-30min").unwrap();
        assert!(relative.calendar);
        assert_eq!(relative.snap, Some(Unit::Quarter));
        assert_eq!(relative.offsets.len(), 2);
        assert!(!relative.offsets.last().unwrap().0);
        assert_eq!(Relative::parse("now@quarter").unwrap().back, None);
        assert!(Relative::parse("1d+2h").is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = parse_span(&text);
        }

        #[test]
        fn near_misses_do_not_panic(text in "(calendar:)?[0-9 ]{0,22}[a-z]{0,7}(@[a-zé]{0,4})?([+-][0-9]{0,3}[a-z]{0,3}){0,3}") {
            if let Err(error) = Relative::parse(&text) {
                prop_assert!(error.offset <= text.len());
            }
        }

        #[test]
        fn every_unit_word_counts(count in 0_i64..1000, index in 0..UNIT_WORDS.len()) {
            let (word, unit) = UNIT_WORDS[index];
            prop_assert_eq!(parse_duration(&format!("{count}{word}")), Some(count * unit.millis()));
            prop_assert_eq!(parse_duration(&format!("{count} {word}")), Some(count * unit.millis()));
        }
    }
}
