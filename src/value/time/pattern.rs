//! Patterns of parseTimestamp(): the subset of Java's DateTimeFormatter letters that occurs in log formats.

use std::fmt;

/// How deep optional parts may be nested.
const MAXIMUM_DEPTH: usize = 16;

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What was found and what is known, a sentence for the user.
    pub message: String,
    /// Byte offset in the pattern.
    pub offset: usize,
}

impl fmt::Display for PatternError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Element {
    Literal(String),
    Number(Number),
    /// Fraction of the second: 1 to 9 digits, or exactly as many as letters when digits follow directly.
    Fraction {
        letters: usize,
        exact: bool,
    },
    Month {
        full: bool,
    },
    Weekday {
        full: bool,
    },
    AmPm,
    /// An offset or `Z` (letters X, x, Z).
    Offset,
    /// A zone name or an offset (letters z, V, v, O).
    ZoneName,
    Optional(Vec<Element>),
}

/// A numeric part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub field: Field,
    /// Fewest digits.
    pub minimum: usize,
    /// Most digits.
    pub maximum: usize,
    /// Digits that belong to fixed-width parts directly behind, as in `yMMdd`.
    pub reserved: usize,
}

/// What a number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Year,
    /// Two digits, 2000 to 2099.
    ShortYear,
    Month,
    Day,
    DayOfYear,
    /// 0 to 23.
    Hour,
    /// 1 to 24.
    ClockHour,
    /// 0 to 11.
    HalfDayHour,
    /// 1 to 12.
    HalfDayClockHour,
    Minute,
    Second,
}

/// Reads a pattern into its parts.
pub(super) fn compile(pattern: &str) -> Result<Vec<Element>, PatternError> {
    let mut reader = Reader { pattern, offset: 0 };
    let elements = reader.elements(0)?;
    check_half_day(&elements, pattern)?;
    Ok(elements)
}

struct Reader<'p> {
    pattern: &'p str,
    offset: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.pattern.get(self.offset..).and_then(|rest| rest.chars().next())
    }

    fn fail<T>(&self, offset: usize, message: impl Into<String>) -> Result<T, PatternError> {
        Err(PatternError { message: message.into(), offset })
    }

    fn elements(&mut self, depth: usize) -> Result<Vec<Element>, PatternError> {
        let mut elements = Vec::new();
        while let Some(character) = self.peek() {
            let start = self.offset;
            match character {
                '[' if depth == MAXIMUM_DEPTH => {
                    return self.fail(start, "optional parts are nested too deeply");
                }
                '[' => {
                    self.offset += 1;
                    let inner = self.elements(depth + 1)?;
                    // As in Java the last bracket may be left out.
                    if self.peek() == Some(']') {
                        self.offset += 1;
                    }
                    elements.push(Element::Optional(inner));
                }
                ']' if depth > 0 => break,
                ']' => return self.fail(start, "found ']' without '[' before it"),
                '\'' => {
                    let text = self.quoted()?;
                    push_literal(&mut elements, &text);
                }
                'A'..='Z' | 'a'..='z' => {
                    let mut count = 0;
                    while self.peek() == Some(character) {
                        self.offset += 1;
                        count += 1;
                    }
                    elements.push(self.letters(character, count, start)?);
                }
                other => {
                    self.offset += other.len_utf8();
                    push_literal(&mut elements, other.encode_utf8(&mut [0; 4]));
                }
            }
        }
        reserve_digits(&mut elements);
        Ok(elements)
    }

    /// Reads a quoted text; two quotes stand for one.
    fn quoted(&mut self) -> Result<String, PatternError> {
        let start = self.offset;
        self.offset += 1;
        let mut text = String::new();
        loop {
            match self.peek() {
                None => return self.fail(start, "expected a closing quote (')"),
                Some('\'') => {
                    self.offset += 1;
                    if self.peek() != Some('\'') {
                        break;
                    }
                    self.offset += 1;
                    text.push('\'');
                }
                Some(other) => {
                    self.offset += other.len_utf8();
                    text.push(other);
                }
            }
        }
        if text.is_empty() {
            text.push('\'');
        }
        Ok(text)
    }

    fn letters(&self, letter: char, count: usize, start: usize) -> Result<Element, PatternError> {
        let number = |field, minimum, maximum| Element::Number(Number { field, minimum, maximum, reserved: 0 });
        let short = |field| match count {
            1 => Some(number(field, 1, 2)),
            2 => Some(number(field, 2, 2)),
            _ => None,
        };
        let element = match (letter, count) {
            ('y' | 'u', 2) => Some(number(Field::ShortYear, 2, 2)),
            ('y' | 'u', 4) => Some(number(Field::Year, 4, 4)),
            ('y' | 'u', 1 | 3 | 5..=9) => Some(number(Field::Year, count, 9)),
            ('M' | 'L', 3) => Some(Element::Month { full: false }),
            ('M' | 'L', 4) => Some(Element::Month { full: true }),
            ('M' | 'L', _) => short(Field::Month),
            ('E', 1..=3) => Some(Element::Weekday { full: false }),
            ('E', 4) => Some(Element::Weekday { full: true }),
            ('D', 1..=3) => Some(number(Field::DayOfYear, count, 3)),
            ('d', _) => short(Field::Day),
            ('H', _) => short(Field::Hour),
            ('k', _) => short(Field::ClockHour),
            ('K', _) => short(Field::HalfDayHour),
            ('h', _) => short(Field::HalfDayClockHour),
            ('m', _) => short(Field::Minute),
            ('s', _) => short(Field::Second),
            ('S', 1..=9) => Some(Element::Fraction { letters: count, exact: false }),
            ('a', 1) => Some(Element::AmPm),
            ('X' | 'x' | 'Z', 1..=5) => Some(Element::Offset),
            ('V', 2) | ('z', 1..=4) | ('v' | 'O', 1 | 4) => Some(Element::ZoneName),
            _ => None,
        };
        if let Some(element) = element {
            return Ok(element);
        }
        let run: String = std::iter::repeat_n(letter, count.min(12)).collect();
        let advice = match letter {
            'Y' => "; Y is the year of the week, the year is y",
            'T' => "; a fixed letter is written in quotes: 'T'",
            _ => "; known letters are y M d E H h m s S a X x Z z, other text is written in quotes",
        };
        self.fail(start, format!("cannot read '{run}' in a time pattern{advice}"))
    }
}

fn push_literal(elements: &mut Vec<Element>, text: &str) {
    match elements.last_mut() {
        Some(Element::Literal(literal)) => literal.push_str(text),
        _ => elements.push(Element::Literal(text.to_owned())),
    }
}

/// Numbers of variable width leave as many digits as the fixed-width parts directly behind them need, as in Java.
fn reserve_digits(elements: &mut [Element]) {
    let mut behind = 0;
    let mut digits_follow = false;
    for element in elements.iter_mut().rev() {
        match element {
            Element::Number(number) => {
                number.reserved = behind;
                behind = if number.minimum == number.maximum { behind + number.maximum } else { 0 };
                digits_follow = true;
            }
            Element::Fraction { letters, exact } => {
                *exact = digits_follow;
                behind += *letters;
                digits_follow = true;
            }
            _ => {
                behind = 0;
                digits_follow = false;
            }
        }
    }
}

/// An hour of the half day means nothing without am or pm; Java would refuse every text.
fn check_half_day(elements: &[Element], pattern: &str) -> Result<(), PatternError> {
    fn any(elements: &[Element], wanted: &dyn Fn(&Element) -> bool) -> bool {
        elements.iter().any(|element| match element {
            Element::Optional(inner) => any(inner, wanted),
            other => wanted(other),
        })
    }
    let half_day = |element: &Element| {
        matches!(element, Element::Number(Number { field: Field::HalfDayHour | Field::HalfDayClockHour, .. }))
    };
    if any(elements, &half_day) && !any(elements, &|element| *element == Element::AmPm) {
        return Err(PatternError {
            message: "an hour from 1 to 12 ('h' or 'K') needs 'a' for am or pm; the 24-hour letter is 'H'".to_owned(),
            offset: pattern.find(['h', 'K']).unwrap_or(0),
        });
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_of_a_pattern() {
        let elements = compile("yyyy-MM-dd'T'HH[.SSS]XXX").unwrap();
        assert_eq!(elements.get(5), Some(&Element::Literal("T".to_owned())));
        assert!(matches!(elements.get(7), Some(Element::Optional(inner)) if inner.len() == 2));
        assert_eq!(compile("''").unwrap(), [Element::Literal("'".to_owned())]);
        assert_eq!(compile("'it''s'").unwrap(), [Element::Literal("it's".to_owned())]);
    }

    #[test]
    fn errors_say_where() {
        assert_eq!(compile("yyyy-MM-ddTHH").unwrap_err().offset, 10);
        assert!(compile("YYYY").unwrap_err().message.contains("year is y"));
        assert_eq!(compile("yyyy 'open").unwrap_err().offset, 5);
        assert_eq!(compile("yyyy]").unwrap_err().offset, 4);
        assert!(compile("hh:mm:ss").unwrap_err().message.contains("am or pm"));
        assert!(compile(&"[".repeat(1000)).is_err());
    }

    proptest! {
        #[test]
        fn no_pattern_panics(pattern in "\\PC*", letters in "[yMdEHhKkmsSaXxZzVvO'\\[\\] ä:]{0,40}") {
            let _ = compile(&pattern);
            let _ = compile(&letters);
        }
    }
}
