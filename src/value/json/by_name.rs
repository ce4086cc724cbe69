//! Takes wanted fields out of a flat record by searching for their quoted names, instead of walking over every byte.
//!
//! The idea: where a record has no object inside, each `"name"` that is followed by a colon is a key of the record itself. A vector search for that text passes over the rest of the line many times faster than any scanner. Everything
//! that could make this wrong (nested objects, keys spelled with escapes, quotes inside a string) is looked for in one pass
//! over braces and backslashes, and sends the record to the full scan, which decides.
//!
//! What no wanted field needs is not checked: a record with a fault elsewhere passes here and not in the full scan. Whoever
//! wants every byte checked asks for the full scan (`--strict`).

use bumpalo::Bump;
use memchr::memmem::Finder;

use super::scan::Scanner;

/// More names than this are found faster by one walk over the record.
const MOST_NAMES: usize = 10;

/// The names of a projection, made ready to be searched for.
#[derive(Debug)]
pub(super) struct ByName {
    /// Key and quoted name.
    names: Vec<(usize, Finder<'static>)>,
    /// The characters of the names: an escape that stands for one of them could spell a key.
    letters: u128,
}

impl ByName {
    /// The search for these names; `None` where it would not be exact, or not pay. Names with dots or brackets may lie inside
    /// nested values, and others than plain ones may be written in several ways.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Option<Self> {
        let mut found: Vec<(usize, Finder<'static>)> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        let mut letters = 0u128;
        for (key, name) in names.enumerate() {
            // The first of equal names has the key.
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'#' | b'@' | b'-' | b' ');
            if name.is_empty() || !name.bytes().all(plain) {
                return None;
            }
            letters = name.bytes().fold(letters, |set, byte| set | 1 << byte);
            found.push((key, Finder::new(&format!("\"{name}\"")).into_owned()));
        }
        (found.len() <= MOST_NAMES).then_some(Self { names: found, letters })
    }

    /// Calls `set` with key and value of each wanted field; a name that occurs twice comes twice, in the order of the text.
    /// False when the full scan has to decide; fields may have been set by then.
    #[inline]
    pub fn project<'e>(&self, text: &'e str, arena: &'e Bump, set: &mut dyn FnMut(usize, &'e str)) -> bool {
        let bytes = text.as_bytes().trim_ascii();
        if !is_plain(bytes, self.letters) {
            return false;
        }
        self.names.iter().all(|(key, finder)| self.field(text, *key, finder, arena, set))
    }

    fn field<'e>(
        &self,
        text: &'e str,
        key: usize,
        finder: &Finder<'static>,
        arena: &'e Bump,
        set: &mut dyn FnMut(usize, &'e str),
    ) -> bool {
        let bytes = text.as_bytes();
        let length = finder.needle().len();
        let mut from = 0;
        while let Some(place) = bytes.get(from..).and_then(|rest| finder.find(rest)) {
            let place = from + place;
            from = place + length;
            let mut scanner = Scanner::at(text, from);
            scanner.space();
            if scanner.peek() != Some(b':') {
                // The text is a value.
                continue;
            }
            let before = bytes.get(..place).unwrap_or(&[]).trim_ascii_end().last();
            if !matches!(before, Some(b'{' | b',')) || !scanner.step(b':') {
                return false;
            }
            scanner.space();
            let value = match scanner.peek() {
                Some(b'"') => match scanner.string() {
                    Ok(value) => Some(value.text(arena)),
                    Err(_) => return false,
                },
                // A list is no value of this name.
                Some(b'[') => match scanner.skip(1) {
                    Ok(()) => None,
                    Err(_) => return false,
                },
                _ => match scanner.bare() {
                    Ok("null") => None,
                    Ok(value) => Some(value),
                    Err(_) => return false,
                },
            };
            scanner.space();
            if !matches!(scanner.peek(), Some(b',' | b'}')) {
                return false;
            }
            if let Some(value) = value {
                set(key, value);
            }
            from = scanner.place();
        }
        true
    }
}

/// Whether a record is one flat object, as far as its outside and its braces tell, without an escape that stands for one of
/// the letters.
#[inline]
fn is_plain(bytes: &[u8], letters: u128) -> bool {
    let [b'{', inside @ .., b'}'] = bytes else { return false };
    match (inside.trim_ascii_start().first(), inside.trim_ascii_end().last()) {
        (None, None) => return true,
        (Some(b'"'), Some(last)) if *last != b',' => {}
        _ => return false,
    }
    let mut at = 0;
    while let Some(place) = inside.get(at..).and_then(|rest| memchr::memchr2(b'{', b'\\', rest)) {
        at += place;
        match inside.get(at..) {
            Some([b'\\', b'u', digits @ ..]) => {
                let digits = digits.get(..4).and_then(|digits| std::str::from_utf8(digits).ok());
                match digits.map(|digits| u32::from_str_radix(digits, 16)) {
                    Some(Ok(code)) if code >= 128 || letters >> code & 1 == 0 => at += 6,
                    _ => return false,
                }
            }
            Some([b'\\', ..]) => at += 2,
            // A brace that opens an object stands behind a colon, a comma or a bracket; any other is part of a string.
            _ => match inside.get(..at).unwrap_or(&[]).trim_ascii_end().last() {
                None | Some(b':' | b',' | b'[') => return false,
                Some(_) => at += 1,
            },
        }
    }
    true
}
