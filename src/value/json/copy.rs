//! Writes the members of a flat record as they stand in its text, without decoding and encoding them again.

use super::scan::Scanner;

/// Records with more members are written in the general way.
const MOST_MEMBERS: usize = 96;

/// Appends the members of an object, each value as a string, separated by commas and without the braces; gives how many.
/// `None`, with nothing appended, when the text is no flat object of plain members: nested values, names that are escaped or
/// occur twice, characters that a terminal may obey, and escapes by number, which are better read decoded.
pub fn copy_members(text: &str, into: &mut Vec<u8>) -> Option<usize> {
    let length = into.len();
    let count = copy(text, into);
    if count.is_none() {
        into.truncate(length);
    }
    count
}

fn copy(text: &str, into: &mut Vec<u8>) -> Option<usize> {
    let bytes = text.as_bytes();
    if !bytes.is_ascii() || memchr::memchr(0x7f, bytes).is_some() || memchr::memmem::find(bytes, b"\\u").is_some() {
        return None;
    }
    into.reserve(bytes.len());
    let mut scanner = Scanner::new(text);
    scanner.space();
    if scanner.peek() != Some(b'{') {
        return None;
    }
    let mut names = Names { bits: [0; 16], list: [""; MOST_MEMBERS], count: 0 };
    let mut count = 0;
    let mut open = scanner.enter(b'}');
    while open {
        let key = scanner.key().ok()?;
        if key.escaped || !names.is_new(key.raw) {
            return None;
        }
        let value = match scanner.peek()? {
            b'"' => scanner.string().ok()?.raw,
            b'{' | b'[' => return None,
            _ => scanner.bare().ok()?,
        };
        // A bare null is no field; the text "null" is one.
        let is_null = value == "null" && bytes.get(scanner.place().wrapping_sub(1)) != Some(&b'"');
        if !is_null {
            if count > 0 {
                into.push(b',');
            }
            for part in ["\"", key.raw, "\":\"", value, "\""] {
                into.extend_from_slice(part.as_bytes());
            }
            count += 1;
        }
        open = scanner.more(b'}').ok()?;
    }
    scanner.end("object").ok()?;
    Some(count)
}

/// The names so far, to tell one that comes twice.
struct Names<'t> {
    bits: [u64; 16],
    list: [&'t str; MOST_MEMBERS],
    count: usize,
}

impl<'t> Names<'t> {
    /// Whether a name has not been there; it is then. False as well when there are too many.
    #[inline]
    fn is_new(&mut self, name: &'t str) -> bool {
        let bytes = name.as_bytes();
        let at = |place: usize| bytes.get(place).map_or(0, |byte| usize::from(*byte));
        let hash = at(0) * 7 + at(bytes.len() / 2) * 31 + at(bytes.len().wrapping_sub(1)) * 131 + bytes.len() * 61;
        let (word, bit) = (hash >> 6 & 15, 1u64 << (hash & 63));
        let seen = self.bits.get(word).is_some_and(|bits| bits & bit != 0);
        if seen && self.list.get(..self.count).is_some_and(|list| list.contains(&name)) {
            return false;
        }
        let (Some(bits), Some(slot)) = (self.bits.get_mut(word), self.list.get_mut(self.count)) else { return false };
        *bits |= bit;
        *slot = name;
        self.count += 1;
        true
    }
}
