//! Event data must not command a terminal: control characters and text direction overrides become visible escapes.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every control character as an escape (`\x1b`, `\t`, `\u202e`), except line ends, which stay `\n`.
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_unsafe) else {
        return Cow::Borrowed(text);
    };
    let (head, tail) = text.split_at(first);
    let mut shown = String::with_capacity(text.len() + 8);
    shown.push_str(head);
    let mut characters = tail.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            // Writing to a String cannot fail.
            _ if is_unsafe(character) && u32::from(character) < 0x100 => {
                let _ = write!(shown, "\\x{:02x}", u32::from(character));
            }
            _ if is_unsafe(character) => {
                let _ = write!(shown, "\\u{:04x}", u32::from(character));
            }
            _ => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// The same with line ends as `\n` in two characters, for a place of one line.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        shown if shown.contains('\n') => Cow::Owned(shown.replace('\n', "\\n")),
        shown => shown,
    }
}

fn is_unsafe(character: char) -> bool {
    match character {
        '\n' => false,
        // Line separators, and the overrides that let text run the other way round.
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_become_visible() {
        assert_eq!(visible("\u{1b}]0;title\u{7}a\tb\rc"), "\\x1b]0;title\\x07a\\tb\\rc");
        assert_eq!(visible("\u{9b}31m\u{7f}\u{202e}x"), "\\x9b31m\\x7f\\u202ex");
        assert_eq!(visible("one\r\ntwo\nthree"), "one\ntwo\nthree");
        assert_eq!(visible_line("one\ntwo"), "one\\ntwo");
        assert!(matches!(visible("日本 🙂 é"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(text in "[\u{0}-\u{a0}\u{2020}-\u{2070}]{0,30}") {
            prop_assert!(!visible(&text).contains(is_unsafe));
            prop_assert!(!visible_line(&text).contains(|c: char| c.is_control()));
        }
    }
}
