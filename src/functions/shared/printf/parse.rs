//! Reading a format into its pieces.

use nom::branch::alt;
use nom::bytes::complete::take_till1;
use nom::character::complete::{anychar, char, digit0, digit1, one_of};
use nom::combinator::{map, opt};
use nom::multi::many0;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::{Conversion, Flags, Piece, Specifier};
use crate::value::time::is_time_letter;

/// Wider fields are surely a mistake, and would make texts of any size.
const MAX_WIDTH: usize = 10_000;

const TYPES: &str = "d, i, o, x, X, f, F, e, E, g, G, b, B, c, C, s, n, %, and t or T with a time letter";

/// A specifier as it is written.
struct Written<'t> {
    index: Option<&'t str>,
    flags: Vec<char>,
    width: Option<&'t str>,
    precision: Option<&'t str>,
    short: bool,
    letter: char,
    modifier: Option<char>,
}

enum Part<'t> {
    Text(&'t str),
    Specifier(Written<'t>),
}

fn part(input: &str) -> IResult<&str, Part<'_>> {
    alt((map(take_till1(|next| next == '%'), Part::Text), map(specifier, Part::Specifier))).parse(input)
}

fn specifier(input: &str) -> IResult<&str, Written<'_>> {
    let (rest, _) = char('%').parse(input)?;
    let (rest, index) = opt(terminated(digit1, char('$'))).parse(rest)?;
    let (rest, flags) = many0(one_of("-+ #0,<")).parse(rest)?;
    let (rest, width) = opt(digit1).parse(rest)?;
    let (rest, precision) = opt(preceded(char('.'), digit0)).parse(rest)?;
    let (rest, short) = opt(char('h')).parse(rest)?;
    let (rest, letter) = anychar(rest)?;
    let (rest, modifier) = if matches!(letter, 't' | 'T') { opt(anychar).parse(rest)? } else { (rest, None) };
    Ok((rest, Written { index, flags, width, precision, short: short.is_some(), letter, modifier }))
}

/// The pieces of a format.
///
/// # Errors
/// A sentence for the user.
pub(super) fn parse(format: &str, fields: usize) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut places = Places { fields, next: 0, previous: None };
    let mut rest = format;
    while !rest.is_empty() {
        let Ok((behind, part)) = part(rest) else {
            return Err(format!("the format ends inside the specifier {rest:?}; write %% for a percent sign"));
        };
        let source = rest.get(..rest.len() - behind.len()).unwrap_or(rest);
        rest = behind;
        match part {
            Part::Text(text) => push_text(&mut pieces, text),
            Part::Specifier(Written { letter: '%', .. }) => push_text(&mut pieces, "%"),
            Part::Specifier(Written { letter: 'n', .. }) => push_text(&mut pieces, "\n"),
            Part::Specifier(written) => {
                let conversion = conversion(&written, source)?;
                let flags = flags(&written.flags);
                pieces.push(Piece::Specifier(Specifier {
                    field: places.take(written.index, flags.again, source)?,
                    flags,
                    width: size(written.width, "width", source)?.unwrap_or(0),
                    // A point alone means 0 (functions-format.html).
                    precision: match written.precision {
                        Some("") => Some(0),
                        digits => size(digits, "precision", source)?,
                    },
                    short: written.short,
                    conversion,
                    upper: matches!(written.letter, 'X' | 'E' | 'G' | 'B' | 'C' | 'T'),
                }));
            }
        }
    }
    if places.next > fields {
        return Err(format!("the format takes {} fields, but field= gives {fields}", places.next));
    }
    Ok(pieces)
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// Which field a specifier takes.
struct Places {
    fields: usize,
    /// The place of the next field without an index.
    next: usize,
    previous: Option<usize>,
}

impl Places {
    fn take(&mut self, index: Option<&str>, again: bool, source: &str) -> Result<usize, String> {
        let place = match (index, again) {
            (Some(digits), _) => match digits.parse::<usize>() {
                Ok(0) => return Err(format!("the index of {source} is 0; fields count from 1")),
                Ok(number) if number <= self.fields => number - 1,
                _ => return Err(format!("{source} takes field {digits}, but field= gives {}", self.fields)),
            },
            (None, true) => self
                .previous
                .ok_or_else(|| format!("{source} takes the field of the specifier before it, but it is the first"))?,
            (None, false) => {
                self.next += 1;
                self.next - 1
            }
        };
        self.previous = Some(place);
        Ok(place)
    }
}

fn conversion(written: &Written<'_>, source: &str) -> Result<Conversion, String> {
    Ok(match (written.letter, written.modifier) {
        ('d' | 'i', _) => Conversion::Integer,
        ('o', _) => Conversion::Octal,
        ('x' | 'X', _) => Conversion::Hexadecimal,
        ('f' | 'F', _) => Conversion::Fixed,
        ('e' | 'E', _) => Conversion::Scientific,
        ('g' | 'G', _) => Conversion::General,
        ('b' | 'B', _) => Conversion::Boolean,
        ('c' | 'C', _) => Conversion::Character,
        ('s', _) => Conversion::Text,
        ('t' | 'T', Some(letter)) if is_time_letter(letter) => Conversion::Time(letter),
        ('t' | 'T', _) => {
            return Err(format!("{source} needs a time letter such as H, M, S, Y, m, d, F or T behind the t"));
        }
        _ => return Err(format!("unknown format specifier {source}; the types are {TYPES}")),
    })
}

fn flags(letters: &[char]) -> Flags {
    let has = |letter| letters.contains(&letter);
    Flags {
        left: has('-'),
        plus: has('+'),
        blank: has(' '),
        alternate: has('#'),
        zero: has('0'),
        group: has(','),
        again: has('<'),
    }
}

fn size(digits: Option<&str>, what: &str, source: &str) -> Result<Option<usize>, String> {
    match digits.map(str::parse::<usize>) {
        None => Ok(None),
        Some(Ok(number)) if number <= MAX_WIDTH => Ok(Some(number)),
        Some(_) => Err(format!("the {what} of {source} is too large; at most {MAX_WIDTH}")),
    }
}
