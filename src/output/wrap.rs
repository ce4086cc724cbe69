//! Lines of a given number of terminal columns, cut between characters as the eye sees them.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text of one line takes.
pub fn width(line: &str) -> usize {
    if is_simple(line) { line.len() } else { line.width() }
}

fn is_simple(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, 0x20..=0x7E))
}

/// The columns that the widest line of a text takes.
pub fn widest(text: &str) -> usize {
    text.split('\n').map(width).max().unwrap_or(0)
}

/// Cuts a text into lines of at most `columns` columns (2 at least, so that a wide character fits), at most `most` of
/// them: if there would be more, the last one ends with `…`. Takes time for what it returns only.
pub fn wrap(text: &str, columns: usize, most: usize) -> Vec<Cow<'_, str>> {
    let columns = columns.max(2);
    let most = most.max(1);
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for line in text.split('\n') {
        let mut rest = line;
        loop {
            if lines.len() == most {
                if let Some(last) = lines.last_mut() {
                    *last = Cow::Owned(ellipsis(last, columns));
                }
                return lines;
            }
            let (head, tail) = cut(rest, columns);
            lines.push(Cow::Borrowed(head));
            match tail {
                Some(tail) => rest = tail,
                None => break,
            }
        }
    }
    lines
}

/// The first piece of a line that fits, and what is left after it, if anything.
fn cut(line: &str, columns: usize) -> (&str, Option<&str>) {
    let mut used = 0;
    // After the last space so far, where a cut does not tear a word.
    let mut gap = None;
    let mut place = 0;
    let mut rest = line;
    while !rest.is_empty() {
        let length = cluster(rest);
        let (character, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let needed = width(character);
        if used + needed > columns && place > 0 {
            // A word that is torn anyway (a path, encoded data) should not leave half of the line empty.
            let end = match gap {
                Some((end, before)) if before * 2 >= columns => end,
                _ => place,
            };
            let (head, tail) = line.split_at_checked(end).unwrap_or((line, ""));
            let tail = tail.strip_prefix(' ').unwrap_or(tail);
            return (head.trim_end_matches(' '), Some(tail));
        }
        used += needed;
        place += length;
        if character == " " {
            gap = Some((place, used));
        }
        rest = after;
    }
    (line, None)
}

/// Bytes of the first character with all that belongs to it: combining marks, joined emoji, skin tones, flags.
fn cluster(text: &str) -> usize {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return 0;
    };
    let mut length = first.len_utf8();
    let mut previous = first;
    for character in characters {
        let is_flag = length == first.len_utf8() && is_flag_half(first) && is_flag_half(character);
        let joins = previous == '\u{200d}'
            || matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
            || is_flag
            || (!character.is_ascii() && character.width().unwrap_or(0) == 0);
        if !joins {
            break;
        }
        length += character.len_utf8();
        previous = character;
    }
    length
}

fn is_flag_half(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The line with `…` at its end, shortened as far as the columns ask.
fn ellipsis(line: &str, columns: usize) -> String {
    let head = if width(line) < columns {
        line
    } else {
        let mut used = 0;
        let mut place = 0;
        let mut rest = line;
        while !rest.is_empty() {
            let length = cluster(rest);
            let (character, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            used += width(character);
            if used >= columns {
                break;
            }
            place += length;
            rest = after;
        }
        line.get(..place).unwrap_or("")
    };
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cuts_at_spaces_when_that_does_not_waste_the_line() {
        assert_eq!(wrap("one two three", 8, 9), ["one two", "three"]);
        assert_eq!(wrap("a bcdefghijklm", 8, 9), ["a bcdefg", "hijklm"]);
        assert_eq!(wrap("abcdefgh", 8, 9), ["abcdefgh"]);
        assert_eq!(wrap("", 8, 9), [""]);
        assert_eq!(wrap("x\n\ny", 8, 9), ["x", "", "y"]);
    }

    #[test]
    fn wide_and_joined_characters_stay_whole() {
        assert_eq!(wrap("日本語", 4, 9), ["日本", "語"]);
        assert_eq!(wrap("日本語", 5, 9), ["日本", "語"]);
        assert_eq!(wrap("e\u{301}e\u{301}e\u{301}", 2, 9), ["e\u{301}e\u{301}", "e\u{301}"]);
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(wrap(&format!("ab{family}"), 3, 9), ["ab", family]);
        assert_eq!(wrap("🇩🇪🇫🇷", 2, 9), ["🇩🇪", "🇫🇷"]);
        assert_eq!(wrap("👍🏽👍🏽", 2, 9), ["👍🏽", "👍🏽"]);
    }

    #[test]
    fn too_many_lines_end_with_an_ellipsis() {
        assert_eq!(wrap("abcdefgh", 3, 2), ["abc", "de…"]);
        assert_eq!(wrap("a\nb\nc", 8, 2), ["a", "b…"]);
        assert_eq!(wrap("日本語日本語", 4, 1), ["日…"]);
        assert_eq!(wrap("a\nb", 8, 2), ["a", "b"]);
    }

    #[test]
    fn a_very_long_value_costs_what_is_shown() {
        let long = "x".repeat(50_000_000);
        assert_eq!(wrap(&long, 10, 3).len(), 3);
        let marks = format!("a{}", "\u{301}".repeat(1_000_000));
        assert_eq!(wrap(&marks, 10, 3).len(), 1);
    }

    proptest! {
        #[test]
        fn lines_fit_and_nothing_but_spaces_is_lost(text in any::<String>(), columns in 2usize..20) {
            let text = super::super::visible::visible(&text).into_owned();
            let lines = wrap(&text, columns, usize::MAX);
            for line in &lines {
                // One character may be wider than the columns; it stands alone then.
                prop_assert!(width(line) <= columns || cluster(line) == line.len(), "{line:?}");
            }
            let without = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(without(&lines.concat()), without(&text));
        }
    }
}
