//! The lexical grammar (language notes 2) as nom combinators over text; nothing here knows the parser.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_till, take_until, take_while, take_while1};
use nom::character::complete::{char, digit1, none_of};
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{delimited, pair};
use nom::{IResult, Parser};

/// The rest of the input and the text of the token.
pub(super) type Lexed<'t> = IResult<&'t str, &'t str>;

/// White space of the language; nothing else counts (notes 2.1).
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// White space of other alphabets and invisible characters: reserved, usually pasted by accident.
pub(super) fn is_foreign_blank(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        || (character.is_whitespace() && !is_blank(character))
}

/// Characters of an unquoted field name (notes 2.2). Above U+00FF everything but blanks and punctuation blocks.
pub(super) fn is_field(character: char) -> bool {
    match character {
        '#' | '%' | '&' | '.' | '@' | '\\' | '^' | '_' | '~' => true,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        '\u{a1}'..='\u{aa}' | '\u{ae}'..='\u{ba}' | '\u{bc}'..='\u{ff}' => true,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3003}' | '\u{feff}' => false,
        _ => character > '\u{ff}' && !character.is_whitespace() && !character.is_control(),
    }
}

/// Characters of an unquoted pattern, without the slash, which has its own rules.
pub(super) fn is_pattern(character: char) -> bool {
    matches!(character, '*' | '+' | '-' | ':' | '\u{ac}') || is_field(character)
}

/// The curly double quotes, accepted as quotes since 2018.
pub(super) fn is_curly_quote(character: char) -> bool {
    matches!(character, '\u{201c}' | '\u{201d}')
}

/// Where the blanks and comments that start at byte `at` end. An unclosed block comment reaches to the end.
pub(super) fn blank_end(text: &str, at: usize) -> usize {
    let mut rest = text.get(at..).unwrap_or("");
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(|character| is_blank(character) || is_foreign_blank(character));
        if let Ok((behind, _)) = comment(rest) {
            rest = behind;
        } else if rest.starts_with("/*") {
            rest = "";
        }
        if rest.len() == before {
            return text.len() - rest.len();
        }
    }
}

/// A closed comment of either kind.
pub(super) fn comment(input: &str) -> Lexed<'_> {
    let line = recognize(pair(tag("//"), take_till(|character| character == '\n')));
    let block = recognize((tag("/*"), take_until("*/"), tag("*/")));
    alt((line, block)).parse(input)
}

/// A run of field-name characters.
pub(super) fn field_word(input: &str) -> Lexed<'_> {
    take_while1(is_field)(input)
}

/// A field name with array indices: `a[0].b`, `x[0][1]`.
pub(super) fn field_name(input: &str) -> Lexed<'_> {
    let index = delimited(char('['), digit1, char(']'));
    recognize(pair(field_word, many0_count(pair(index, take_while(is_field))))).parse(input)
}

/// An unquoted pattern: pattern characters and inner slashes; a run ends before `:=`.
pub(super) fn pattern(input: &str) -> Lexed<'_> {
    let mut end = 0;
    for (at, character) in input.char_indices() {
        let inside = match character {
            '/' => at > 0,
            ':' => !input.get(at + 1..).is_some_and(|rest| rest.starts_with('=')),
            _ => is_pattern(character),
        };
        if !inside {
            break;
        }
        end = at + character.len_utf8();
    }
    match input.split_at_checked(end) {
        Some((word, rest)) if end > 0 => Ok((rest, word)),
        _ => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::TakeWhile1))),
    }
}

/// The name of a function, with its namespace: `array:length`.
pub(super) fn function_name(input: &str) -> Lexed<'_> {
    fn part(input: &str) -> Lexed<'_> {
        take_while1(|character: char| character.is_alphanumeric() || matches!(character, '_' | '.'))(input)
    }
    recognize(pair(part, many0_count(pair(char(':'), part)))).parse(input)
}

/// The name of a saved query: `falcon/helper:enrich`.
pub(super) fn saved_name(input: &str) -> Lexed<'_> {
    take_while1(|character| is_pattern(character) || character == '/')(input)
}

/// The name of a parameter behind `?`: field-name characters; a dash between letters belongs to it.
pub(super) fn parameter_name(input: &str) -> Lexed<'_> {
    let dashed = recognize(pair(char('-'), take_while1(char::is_alphabetic)));
    recognize(pair(field_word, many0_count(alt((dashed, field_word))))).parse(input)
}

/// Text in straight quotes on one line, with its quotes.
pub(super) fn quoted(input: &str) -> Lexed<'_> {
    quoted_with(input, '"', "\"\\\n")
}

/// Text in single quotes on one line, which CQL does not have.
pub(super) fn single_quoted(input: &str) -> Lexed<'_> {
    quoted_with(input, '\'', "'\\\n")
}

/// Text in backticks on one line.
pub(super) fn backquoted(input: &str) -> Lexed<'_> {
    recognize(delimited(char('`'), take_while1(|character| !matches!(character, '`' | '\n')), char('`'))).parse(input)
}

fn quoted_with<'t>(input: &'t str, quote: char, stop: &'static str) -> Lexed<'t> {
    let escape = recognize(pair(char('\\'), none_of("\n")));
    recognize(delimited(char(quote), many0_count(alt((is_not(stop), escape))), char(quote))).parse(input)
}

/// Text in curly quotes on one line. A straight quote needs no escape inside, but closes where no curly one does.
pub(super) fn curly_quoted(input: &str) -> Lexed<'_> {
    let error = || nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Char));
    let mut characters = input.char_indices();
    if !characters.next().is_some_and(|(_, first)| is_curly_quote(first)) {
        return Err(error());
    }
    let mut straight = None;
    while let Some((at, character)) = characters.next() {
        match character {
            '\n' => break,
            '\\' => {
                characters.next();
            }
            '"' => straight = straight.or(Some(at + 1)),
            _ if is_curly_quote(character) => {
                let end = at + character.len_utf8();
                return input.split_at_checked(end).map(|(token, rest)| (rest, token)).ok_or_else(error);
            }
            _ => {}
        }
    }
    straight.and_then(|end| input.split_at_checked(end)).map(|(token, rest)| (rest, token)).ok_or_else(error)
}

/// Resolves `\"`, `\\` and `\n`; any other backslash stays, with its character (notes 2.3).
pub(super) fn decode(inner: &str) -> String {
    let mut decoded = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            decoded.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => decoded.push('\n'),
            Some(escaped @ ('"' | '\\')) => decoded.push(escaped),
            Some(other) => decoded.extend(['\\', other]),
            None => decoded.push('\\'),
        }
    }
    decoded
}

/// Whether the whole word is a number literal of expressions: digits with an optional fraction.
pub(super) fn is_number(word: &str) -> bool {
    let number: IResult<&str, _> = pair(digit1, opt(pair(char('.'), digit1))).parse(word);
    number.is_ok_and(|(rest, _)| rest.is_empty())
}

/// Whether the word reads as a number of the data: optional sign, digits, fraction, exponent (notes 4.1).
pub(super) fn reads_as_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+']);
    digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'))
        && word.parse::<f64>().is_ok()
}

/// Whether `text` begins with the keyword in any case, and the word ends there.
pub(super) fn keyword(text: &str, keyword: &str) -> bool {
    let Some(head) = text.get(..keyword.len()) else {
        return false;
    };
    let glued = |next: char| is_pattern(next) || next == '/';
    head.eq_ignore_ascii_case(keyword)
        && !text.get(keyword.len()..).is_some_and(|rest| !rest.starts_with(":=") && rest.starts_with(glued))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn token<'t>(lexer: impl Fn(&'t str) -> Lexed<'t>, input: &'t str) -> Option<&'t str> {
        lexer(input).ok().map(|(_, token)| token)
    }

    #[test]
    fn words_by_place() {
        assert_eq!(token(pattern, "docker/* x"), Some("docker/*"));
        assert_eq!(token(pattern, "x:=1"), Some("x"));
        assert_eq!(token(pattern, "a:b=1"), Some("a:b"));
        assert_eq!(token(pattern, "/x"), None);
        assert_eq!(token(pattern, "100%&co)"), Some("100%&co"));
        assert_eq!(token(field_name, "a[0].b[3].c = 1"), Some("a[0].b[3].c"));
        assert_eq!(token(field_name, "a[]"), Some("a"));
        assert_eq!(token(field_name, "host-name"), Some("host"));
        assert_eq!(token(function_name, "array:length(x)"), Some("array:length"));
        assert_eq!(token(parameter_name, "my-host = 1"), Some("my-host"));
        assert_eq!(token(parameter_name, "n-1"), Some("n"));
    }

    #[test]
    fn quotes() {
        assert_eq!(token(quoted, r#""a\"b" c"#), Some(r#""a\"b""#));
        assert_eq!(token(quoted, "\"a\nb\""), None);
        assert_eq!(token(quoted, r#""a\"#), None);
        assert_eq!(token(curly_quoted, "\u{201c}a \"b\" c\u{201d} d"), Some("\u{201c}a \"b\" c\u{201d}"));
        assert_eq!(decode(r"\d \\ \n \x"), "\\d \\ \n \\x");
    }

    #[test]
    fn blanks_and_comments() {
        assert_eq!(blank_end("  // x\n /* y */ z", 0), 16);
        assert_eq!(blank_end("/* open", 0), 7);
        assert_eq!(blank_end("x", 0), 0);
    }

    #[test]
    fn keywords_are_whole_words() {
        assert!(keyword("AND x", "and"));
        assert!(keyword("or(", "or"));
        assert!(!keyword("or-x", "or"));
        assert!(!keyword("order", "or"));
    }

    #[test]
    fn numbers() {
        assert!(is_number("1.5") && !is_number("1.") && !is_number("1h"));
        assert!(reads_as_number("-1.5E10") && !reads_as_number("1,000") && !reads_as_number("0x1"));
    }
}
