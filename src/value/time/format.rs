//! formatTime(): percent conversions (functions-formattime.html). format() uses their letters after %t and %T.

use std::fmt;

use super::civil::Civil;
use super::clock::{MILLIS_PER_SECOND, push_padded};
use super::zone::{Zone, write_offset};

/// An instant as the clock of a zone shows it: what all conversions of one format share.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'z> {
    millis: i64,
    zone: &'z Zone,
    civil: Civil,
}

impl<'z> Moment<'z> {
    /// The moment of an instant in epoch milliseconds.
    pub fn new(millis: i64, zone: &'z Zone) -> Moment<'z> {
        Moment { millis, zone, civil: zone.civil(millis) }
    }

    /// The calendar and clock fields.
    pub fn civil(&self) -> &Civil {
        &self.civil
    }

    /// Appends one conversion; `false`, with nothing written, for a letter that is none.
    pub fn write_letter(&self, letter: char, out: &mut String) -> bool {
        let civil = &self.civil;
        let two = |out: &mut String, number: u8| push_padded(out, number.into(), 2);
        match letter {
            'H' => two(out, civil.hour()),
            'I' => two(out, civil.hour12()),
            'k' => push_padded(out, civil.hour().into(), 1),
            'l' => push_padded(out, civil.hour12().into(), 1),
            'M' => two(out, civil.minute()),
            'S' => two(out, civil.second()),
            'L' => push_padded(out, civil.millis.into(), 3),
            'N' => {
                push_padded(out, civil.millis.into(), 3);
                out.push_str("000000");
            }
            'p' => out.push_str(if civil.is_afternoon() { "pm" } else { "am" }),
            'z' => write_offset(out, self.zone.offset_seconds(self.millis), ""),
            'Z' => self.zone.write_abbreviation(self.millis, out),
            's' => write_signed(out, self.millis.div_euclid(MILLIS_PER_SECOND), 1),
            'Q' => write_signed(out, self.millis, 1),
            'B' => out.push_str(civil.month_name()),
            'b' | 'h' => out.push_str(civil.month_name().get(..3).unwrap_or("")),
            'A' => out.push_str(civil.weekday_name()),
            'a' => out.push_str(civil.weekday_name().get(..3).unwrap_or("")),
            'C' => write_signed(out, i64::from(civil.year).div_euclid(100), 2),
            'Y' => write_signed(out, civil.year.into(), 4),
            'y' => push_padded(out, civil.year.rem_euclid(100) as u64, 2),
            'j' => push_padded(out, civil.day_of_year().into(), 3),
            'm' => two(out, civil.month),
            'd' => two(out, civil.day),
            'e' => push_padded(out, civil.day.into(), 1),
            // Not in the table of the page, but used in published queries (usage: %u 5 times, %V once).
            'u' => push_padded(out, civil.weekday().into(), 1),
            'V' => two(out, civil.iso_week()),
            'R' => self.write_each("H:M", out),
            'T' => self.write_each("H:M:S", out),
            'r' => {
                self.write_each("I:M:S", out);
                out.push_str(if civil.is_afternoon() { " PM" } else { " AM" });
            }
            'D' => self.write_each("m/d/y", out),
            'F' => self.write_each("Y-m-d", out),
            'c' => self.write_each("a b d H:M:S Z Y", out),
            _ => return false,
        }
        true
    }

    /// Appends a combination: its letters are conversions, everything else is copied.
    fn write_each(&self, letters: &str, out: &mut String) {
        for letter in letters.chars() {
            if !self.write_letter(letter, out) {
                out.push(letter);
            }
        }
    }
}

/// Appends one conversion of an instant, see [`Moment::write_letter`]. For several of the same instant make the
/// [`Moment`] once.
pub fn write_letter(letter: char, millis: i64, zone: &Zone, out: &mut String) -> bool {
    Moment::new(millis, zone).write_letter(letter, out)
}

/// Whether formatTime() and the %t of format() know this conversion letter.
pub fn is_time_letter(letter: char) -> bool {
    "HIklMSLNpzZsQBbhAaCYyjmdeuVRTrDFc".contains(letter)
}

/// Epoch milliseconds of a number under `unit=auto`: up to 100,000,000,000 it counts seconds, above milliseconds.
pub fn auto_millis(number: i64) -> i64 {
    if number <= 100_000_000_000 { number.saturating_mul(MILLIS_PER_SECOND) } else { number }
}

fn write_signed(out: &mut String, number: i64, width: usize) {
    if number < 0 {
        out.push('-');
    }
    push_padded(out, number.unsigned_abs(), width);
}

/// Why a text is no format of formatTime().
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// What was found and what is known, a sentence for the user.
    pub message: String,
    /// Byte offset of the percent sign in the format.
    pub offset: usize,
}

impl fmt::Display for FormatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for FormatError {}

/// A format of formatTime(), read once for all events.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeFormat {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Literal(String),
    Letter(char),
}

impl TimeFormat {
    /// Reads a format such as `%F %T`. Fails at a percent sign that no known letter follows.
    pub fn compile(format: &str) -> Result<TimeFormat, FormatError> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut characters = format.char_indices();
        while let Some((offset, character)) = characters.next() {
            if character != '%' {
                literal.push(character);
                continue;
            }
            match characters.next() {
                Some((_, '%')) => literal.push('%'),
                Some((_, letter)) if is_time_letter(letter) => {
                    if !literal.is_empty() {
                        pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    }
                    pieces.push(Piece::Letter(letter));
                }
                Some((_, letter)) => {
                    return Err(FormatError {
                        message: format!(
                            "unknown time conversion '%{letter}'; known are %Y %m %d %H %M %S %L %F %T %R %Z %z %s and others"
                        ),
                        offset,
                    });
                }
                None => {
                    return Err(FormatError {
                        message: "expected a conversion letter after '%', found the end; write %% for a percent sign"
                            .to_owned(),
                        offset,
                    });
                }
            }
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        Ok(TimeFormat { pieces })
    }

    /// Appends an instant, in epoch milliseconds, as a text in a zone. Works for every instant.
    pub fn write(&self, millis: i64, zone: &Zone, out: &mut String) {
        let moment = Moment::new(millis, zone);
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Letter(letter) => {
                    moment.write_letter(*letter, out);
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(format: &str, millis: i64, zone: &str) -> String {
        let mut out = String::new();
        let zone = Zone::named(zone).unwrap();
        TimeFormat::compile(format).unwrap().write(millis, &zone, &mut out);
        out
    }

    #[test]
    fn documented_texts() {
        let at = 1_756_284_711_312;
        assert_eq!(text("%A %d %B %Y, %R", 1_637_305_140_000, "PST"), "Thursday 18 November 2021, 22:59");
        assert_eq!(text("%M %S %L %N", at, "UTC"), "51 51 312 312000000");
        assert_eq!(text("%p %C %y %Y %j", at, "UTC"), "am 20 25 2025 239");
        assert_eq!(text("%s %Q %z", at, "UTC"), "1756284711 1756284711312 +0000");
        assert_eq!(text("%F %T", 1_674_304_923, "UTC"), "1970-01-20 09:05:04");
    }

    #[test]
    fn other_conversions() {
        let at = 1_756_284_711_312;
        assert_eq!(text("%c", at, "America/New_York"), "Wed Aug 27 04:51:51 EDT 2025");
        assert_eq!(text("%r|%D|%e|%k|%l|%I", at, "UTC"), "08:51:51 AM|08/27/25|27|8|8|08");
        assert_eq!(text("%a %b %h %u %V %%", at, "UTC"), "Wed Aug Aug 3 35 %");
        assert_eq!(text("%FT%T.%L%z %Z", at, "-03:30"), "2025-08-27T05:21:51.312-0330 -03:30");
        assert_eq!(text("äö%Hß", at, "UTC"), "äö08ß");
        assert_eq!(text("%H %l %p", 0, "UTC"), "00 12 am");
    }

    #[test]
    fn errors_point_at_the_percent_sign() {
        let error = TimeFormat::compile("%F %q").unwrap_err();
        assert_eq!(error.offset, 3);
        assert!(error.message.contains("'%q'"));
        assert_eq!(TimeFormat::compile("ä%").unwrap_err().offset, 2);
    }

    #[test]
    fn seconds_or_milliseconds() {
        assert_eq!(auto_millis(1_674_304_923), 1_674_304_923_000);
        assert_eq!(auto_millis(1_674_304_923_000), 1_674_304_923_000);
        assert_eq!(auto_millis(100_000_000_000), 100_000_000_000_000);
        assert_eq!(auto_millis(i64::MIN), i64::MIN);
    }

    proptest! {
        #[test]
        fn no_format_and_no_instant_panics(format in "\\PC*", millis in any::<i64>()) {
            if let Ok(format) = TimeFormat::compile(&format) {
                format.write(millis, &Zone::utc(), &mut String::new());
            }
        }

        #[test]
        fn every_letter_writes_something(millis in any::<i64>()) {
            for letter in ('A'..='z').filter(|letter| is_time_letter(*letter)) {
                for zone in ["UTC", "America/New_York"] {
                    for millis in [millis, i64::MIN, i64::MAX] {
                        let mut out = String::new();
                        prop_assert!(write_letter(letter, millis, &Zone::named(zone).unwrap(), &mut out));
                        prop_assert!(!out.is_empty());
                    }
                }
            }
            for letter in ('\0'..='\u{ff}').filter(|letter| !is_time_letter(*letter)) {
                prop_assert!(!write_letter(letter, millis, &Zone::utc(), &mut String::new()));
            }
        }
    }
}
