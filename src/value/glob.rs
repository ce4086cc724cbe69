//! Patterns with stars, matched without recursion and, for most shapes, with one pass over the text.

use std::borrow::Cow;

use memchr::memchr2;
use memchr::memmem::Finder;

/// A compiled pattern in which `*` stands for any run of characters, also none, also line ends. There is no escape:
/// a literal star needs a regex (language notes 2.3).
#[derive(Clone, Debug)]
pub struct Glob {
    /// The texts between the stars, without the empty ones, lower-cased when case is ignored.
    parts: Box<[Part]>,
    /// No star at the beginning: the value must begin with the first part.
    starts_with_part: bool,
    /// No star at the end: the value must end with the last part.
    ends_with_part: bool,
    has_star: bool,
    ignore_case: bool,
}

#[derive(Clone, Debug)]
struct Part {
    text: Box<str>,
    finder: Finder<'static>,
}

impl Glob {
    /// Compiles a pattern. With `ignore_case` both sides are compared in Unicode lower case, character by character.
    #[must_use]
    pub fn new(pattern: &str, ignore_case: bool) -> Glob {
        let folded = if ignore_case { lower_case(pattern) } else { Cow::Borrowed(pattern) };
        let parts = folded.split('*').filter(|text| !text.is_empty());
        let parts = parts.map(|text| Part { text: text.into(), finder: Finder::new(text.as_bytes()).into_owned() });
        Glob {
            parts: parts.collect(),
            starts_with_part: !folded.starts_with('*'),
            ends_with_part: !folded.ends_with('*'),
            has_star: folded.contains('*'),
            ignore_case,
        }
    }

    /// Whether the whole text has the form of the pattern (field tests, `match` guards, `in(values=)`).
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.with_folded(text, |glob, text, ascii_fold| glob.matches_folded(text, ascii_fold))
    }

    /// Whether the pattern occurs somewhere in the text (`like`, free text).
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        self.with_folded(text, |glob, text, ascii_fold| find_in_order(&glob.parts, text, ascii_fold))
    }

    /// True for `*`, `**` …: every text matches.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.has_star && self.parts.is_empty()
    }

    /// The text that the whole value must equal, if the pattern has no star. Lower-cased when case is ignored.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        if self.has_star {
            return None;
        }
        Some(self.parts.first().map_or("", |part| &part.text))
    }

    /// The longest run of plain characters, which every matching text contains. `None` if there is none or if case is
    /// ignored, because then no fixed bytes are sure to occur.
    #[must_use]
    pub fn longest_literal(&self) -> Option<&str> {
        if self.ignore_case {
            return None;
        }
        self.parts.iter().map(|part| &*part.text).max_by_key(|text| text.len())
    }

    /// Whether case is ignored.
    #[must_use]
    pub fn ignores_case(&self) -> bool {
        self.ignore_case
    }

    /// Hands the text over in the form to compare: as it is, as it is with the order to fold ASCII letters on the way
    /// (no copy), or copied in lower case if it holds other letters.
    fn with_folded(&self, text: &str, test: impl Fn(&Glob, &[u8], bool) -> bool) -> bool {
        if !self.ignore_case {
            test(self, text.as_bytes(), false)
        } else if text.is_ascii() {
            test(self, text.as_bytes(), true)
        } else {
            test(self, lower_case(text).as_bytes(), false)
        }
    }

    fn matches_folded(&self, text: &[u8], ascii_fold: bool) -> bool {
        if !self.has_star {
            let literal = self.parts.first().map_or("", |part| &part.text).as_bytes();
            return equal(literal, text, ascii_fold);
        }
        let mut parts = &*self.parts;
        let mut rest = text;
        if self.starts_with_part
            && let Some((first, others)) = parts.split_first()
        {
            let Some((head, tail)) = rest.split_at_checked(first.text.len()) else {
                return false;
            };
            if !equal(first.text.as_bytes(), head, ascii_fold) {
                return false;
            }
            (parts, rest) = (others, tail);
        }
        if self.ends_with_part
            && let Some((last, others)) = parts.split_last()
        {
            let Some(cut) = rest.len().checked_sub(last.text.len()) else {
                return false;
            };
            let Some((head, tail)) = rest.split_at_checked(cut) else {
                return false;
            };
            if !equal(last.text.as_bytes(), tail, ascii_fold) {
                return false;
            }
            (parts, rest) = (others, head);
        }
        find_in_order(parts, rest, ascii_fold)
    }
}

/// Finds the parts one behind the other. Taking the first place for each is enough: a later place never helps.
fn find_in_order(parts: &[Part], mut text: &[u8], ascii_fold: bool) -> bool {
    for part in parts {
        let found = if ascii_fold { find_ascii_fold(part.text.as_bytes(), text) } else { part.finder.find(text) };
        let Some(tail) = found.and_then(|start| text.get(start + part.text.len()..)) else {
            return false;
        };
        text = tail;
    }
    true
}

fn equal(lower: &[u8], text: &[u8], ascii_fold: bool) -> bool {
    if ascii_fold { lower.eq_ignore_ascii_case(text) } else { lower == text }
}

/// Where a lower-cased part occurs in an ASCII text, without copying the text. At worst length times length.
fn find_ascii_fold(lower: &[u8], text: &[u8]) -> Option<usize> {
    let first = *lower.first()?;
    let last_start = text.len().checked_sub(lower.len())?;
    let mut start = 0;
    while start <= last_start {
        let candidates = text.get(start..=last_start)?;
        start += memchr2(first, first.to_ascii_uppercase(), candidates)?;
        if text.get(start..start + lower.len())?.eq_ignore_ascii_case(lower) {
            return Some(start);
        }
        start += 1;
    }
    None
}

/// Lower case of each character by itself (without the rule for the final sigma, which depends on the neighbours and so
/// would differ between a pattern and a text).
fn lower_case(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Glob::new(pattern, false).matches(text)
    }

    #[test]
    fn anchored_shapes() {
        assert!(matches("abc", "abc"));
        assert!(!matches("abc", "abcd"));
        assert!(!matches("abc", "ABC"));
        assert!(matches("ab*", "ab"));
        assert!(matches("*bc", "abc"));
        assert!(matches("*b*", "abc"));
        assert!(matches("a*c", "abbbc"));
        assert!(matches("a*c", "a\n\u{2028}c"));
        assert!(!matches("ab*ba", "aba"));
        assert!(matches("a*b*c", "a-b-b-c"));
        assert!(!matches("a*b*c", "a-c-b"));
        assert!(matches("", ""));
        assert!(!matches("", "x"));
        assert!(matches("*", ""));
    }

    #[test]
    fn unanchored() {
        assert!(Glob::new("foo*bar", false).contains("x foo y bar z"));
        assert!(!Glob::new("foo*bar", false).contains("x bar y foo z"));
        assert!(Glob::new("", false).contains("anything"));
        assert!(Glob::new("*", false).contains(""));
    }

    #[test]
    fn ignoring_case() {
        assert!(Glob::new("*t*ger*", true).matches("crazy tIgEr"));
        assert!(!Glob::new("tiger", true).matches("TIGERS"));
        assert!(Glob::new("ÄRGER*", true).matches("ärgerlich"));
        assert!(Glob::new("*σ", true).matches("ΛΟΓΟΣ"));
        assert!(Glob::new("K", true).matches("\u{212a}")); // the Kelvin sign lower-cases to k
        assert!(Glob::new("ab", true).contains("xxABxx"));
    }

    #[test]
    fn facts_for_the_prefilter() {
        assert!(Glob::new("**", false).is_everything());
        assert!(!Glob::new("", false).is_everything());
        assert_eq!(Glob::new("abc", false).literal(), Some("abc"));
        assert_eq!(Glob::new("", false).literal(), Some(""));
        assert_eq!(Glob::new("a*", false).literal(), None);
        assert_eq!(Glob::new("ab*cde*f", false).longest_literal(), Some("cde"));
        assert_eq!(Glob::new("ab*cde*f", true).longest_literal(), None);
        assert_eq!(Glob::new("*", false).longest_literal(), None);
    }

    #[test]
    fn hostile_input_stays_fast() {
        let text = "a".repeat(100_000);
        let pattern = "*a".repeat(5_000) + "b";
        assert!(!matches(&pattern, &text));
        assert!(!Glob::new(&pattern, true).contains(&text));
    }

    /// The definition, by dynamic programming over characters.
    fn naive(pattern: &[char], text: &[char]) -> bool {
        let mut row = vec![false; text.len() + 1];
        row[0] = true;
        for &wanted in pattern {
            let mut next = vec![false; text.len() + 1];
            for position in 0..=text.len() {
                next[position] = if wanted == '*' {
                    row[position] || (position > 0 && next[position - 1])
                } else {
                    position > 0 && row[position - 1] && text[position - 1] == wanted
                };
            }
            row = next;
        }
        row[text.len()]
    }

    fn folded(text: &str) -> Vec<char> {
        text.chars().flat_map(char::to_lowercase).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(pattern in "[abA*éÉ]{0,8}", text in "[abA\néÉ]{0,12}") {
            let letters: Vec<char> = pattern.chars().collect();
            let value: Vec<char> = text.chars().collect();
            let around: Vec<char> = format!("*{pattern}*").chars().collect();
            prop_assert_eq!(Glob::new(&pattern, false).matches(&text), naive(&letters, &value));
            prop_assert_eq!(Glob::new(&pattern, false).contains(&text), naive(&around, &value));
            prop_assert_eq!(Glob::new(&pattern, true).matches(&text), naive(&folded(&pattern), &folded(&text)));
            prop_assert_eq!(Glob::new(&pattern, true).contains(&text), naive(&folded(&format!("*{pattern}*")), &folded(&text)));
        }
    }
}
