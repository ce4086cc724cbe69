//! Positions in texts, counted in what readers see as characters (extended grapheme clusters, UAX 29).

use unicode_segmentation::UnicodeSegmentation;

/// Whether every byte is one such character: ASCII, where only carriage return and line feed belong together.
fn is_plain(text: &str) -> bool {
    text.is_ascii() && memchr::memchr(b'\r', text.as_bytes()).is_none()
}

/// The number of characters.
pub fn count(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.graphemes(true).count() }
}

/// The byte offset of the character with this number, from 0; that of the end for the number of characters; `None`
/// beyond.
pub fn offset(text: &str, position: usize) -> Option<usize> {
    if is_plain(text) {
        return (position <= text.len()).then_some(position);
    }
    let mut offsets = text.grapheme_indices(true).map(|(offset, _)| offset).chain(std::iter::once(text.len()));
    offsets.nth(position)
}

/// The position of the given occurrence, from 1, of `wanted` at or behind the position `begin`. Occurrences do not
/// overlap and begin where a character begins.
pub fn position_of(text: &str, wanted: &str, begin: usize, occurrence: usize) -> Option<usize> {
    let start = offset(text, begin)?;
    let number = occurrence.checked_sub(1)?;
    if wanted.is_empty() {
        return None;
    }
    let rest = text.get(start..)?;
    if is_plain(text) {
        return rest.match_indices(wanted).nth(number).map(|(offset, _)| start + offset);
    }
    let mut boundaries = rest.grapheme_indices(true).map(|(offset, _)| offset).enumerate().peekable();
    let mut left = number;
    for (found, _) in rest.match_indices(wanted) {
        while boundaries.next_if(|(_, offset)| *offset < found).is_some() {}
        let (position, offset) = boundaries.peek()?;
        if *offset != found {
            continue;
        }
        if left == 0 {
            return Some(begin + position);
        }
        left -= 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_readers_see() {
        assert_eq!(count("abc"), 3);
        assert_eq!(count("a\r\nb"), 3);
        assert_eq!(count("🇩🇰e\u{301}"), 2);
        assert_eq!(offset("🇩🇰ax", 1), Some(8));
        assert_eq!(offset("🇩🇰ax", 3), Some(10));
        assert_eq!(offset("🇩🇰ax", 4), None);
        assert_eq!(offset("ab", 2), Some(2));
        assert_eq!(offset("ab", 3), None);
    }

    #[test]
    fn finds_occurrences() {
        assert_eq!(position_of("a,bb,c", ",", 0, 2), Some(4));
        assert_eq!(position_of("a,bb,c", ",", 2, 1), Some(4));
        assert_eq!(position_of("a,bb,c", ",", 0, 3), None);
        assert_eq!(position_of("a,bb,c", ",", 9, 1), None);
        assert_eq!(position_of("🇩🇰ax🇩🇰x", "x", 0, 2), Some(4));
        assert_eq!(position_of("🇩🇰ax🇩🇰x", "x", 3, 1), Some(4));
        // The letter alone is not the accented letter.
        assert_eq!(position_of("e\u{301}e", "\u{301}", 0, 1), None);
        assert_eq!(position_of("äb", "", 0, 1), None);
        assert_eq!(position_of("ab", "a", 0, 0), None);
    }
}
