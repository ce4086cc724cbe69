//! Takes wanted fields out of a flat record by searching for their quoted names, instead of walking over every byte.
//!
//! The idea: where a record has no object inside, each `"name"` that is followed by a colon is a key of the record itself.
//! A vector search for that text passes over the rest of the line many times faster than any scanner. Everything that could
//! make this wrong (nested objects, keys spelled with escapes, quotes inside a string) is looked for first, and sends the
//! record to the full scan, which decides.
//!
//! What no wanted field needs is not checked: a record with a fault elsewhere passes here and not in the full scan. Whoever
//! wants every byte checked asks for the full scan (`--strict`).

use aho_corasick::packed;
use bumpalo::Bump;
use memchr::memmem::Finder;

use super::scan::Scanner;

/// More endings than this are found faster by one search for all names than by one for each ending.
const FEW: usize = 3;

/// An ending shorter than this, the quote counted, is in too many places.
const SHORTEST: usize = 6;

/// More names than this are found faster by one walk over the record.
const MOST_NAMES: usize = 48;

/// The names of a projection, made ready to be searched for.
#[derive(Debug)]
pub(super) struct ByName {
    search: Search,
    /// The characters of the names: an escape that stands for one of them could spell a key.
    letters: u128,
    /// Finds such escapes.
    unicode: Finder<'static>,
}

#[derive(Debug)]
enum Search {
    /// By ending.
    Each(Vec<Ending>),
    /// All quoted names, and the key of each.
    All(Box<packed::Searcher>, Vec<usize>),
}

/// Names that end alike (`timestamp`, `@timestamp`) are found by one search.
#[derive(Debug)]
struct Ending {
    /// Finds what they share, up to the closing quote.
    finder: Finder<'static>,
    /// Key of each, and how it begins, from the opening quote on.
    names: Vec<(usize, String)>,
}

impl Ending {
    /// Puts quoted names together by what they end in.
    fn group(quoted: &[(usize, String)]) -> Vec<Self> {
        let mut by_length: Vec<&(usize, String)> = quoted.iter().collect();
        by_length.sort_by_key(|(_, name)| name.len());
        let mut endings: Vec<(&str, Vec<(usize, String)>)> = Vec::new();
        for (key, name) in by_length {
            let inside = name.get(1..).unwrap_or("");
            let group = endings.iter_mut().find(|(end, _)| end.len() >= SHORTEST && inside.ends_with(end));
            match group {
                Some((end, names)) => names.push((*key, name.strip_suffix(*end).unwrap_or("").to_owned())),
                None => endings.push((inside, vec![(*key, "\"".to_owned())])),
            }
        }
        let made = |(end, names): (&str, _)| Self { finder: Finder::new(end).into_owned(), names };
        endings.into_iter().map(made).collect()
    }

    /// Key, start and end of the first of the quoted names at or behind a place.
    #[inline]
    fn find(&self, bytes: &[u8], mut from: usize) -> Option<(usize, usize, usize)> {
        loop {
            let place = from + self.finder.find(bytes.get(from..)?)?;
            let end = place + self.finder.needle().len();
            let before = bytes.get(from..place)?;
            if let Some((key, beginning)) = self.names.iter().find(|(_, name)| before.ends_with(name.as_bytes())) {
                return Some((*key, place - beginning.len(), end));
            }
            from = end;
        }
    }
}

impl ByName {
    /// The search for these names; `None` where it would not be exact, or not pay. Names with dots or brackets may lie inside
    /// nested values, and others than plain ones may be written in several ways.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Option<Self> {
        let mut quoted: Vec<(usize, String)> = Vec::new();
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
            quoted.push((key, format!("\"{name}\"")));
        }
        if quoted.len() > MOST_NAMES {
            return None;
        }
        let endings = Ending::group(&quoted);
        let search = if endings.len() <= FEW {
            Search::Each(endings)
        } else {
            let searcher = packed::Searcher::new(quoted.iter().map(|(_, name)| name))?;
            Search::All(Box::new(searcher), quoted.iter().map(|(key, _)| *key).collect())
        };
        Some(Self { search, letters, unicode: Finder::new(b"\\u") })
    }

    /// Calls `set` with key and value of each wanted field; a name that occurs twice comes twice, in the order of the text.
    /// False when the full scan has to decide; fields may have been set by then.
    #[inline]
    pub fn project<'e>(&self, text: &'e str, arena: &'e Bump, set: &mut dyn FnMut(usize, &'e str)) -> bool {
        let bytes = text.as_bytes();
        if !self.is_plain(bytes.trim_ascii()) {
            return false;
        }
        let mut flat = 0;
        match &self.search {
            Search::Each(endings) => {
                endings.iter().all(|ending| fields(text, &mut flat, arena, &|from| ending.find(bytes, from), set))
            }
            Search::All(searcher, keys) => {
                let find = |from: usize| {
                    let found = searcher.find_in(bytes, aho_corasick::Span::from(from..bytes.len()))?;
                    Some((*keys.get(found.pattern().as_usize())?, found.start(), found.end()))
                };
                fields(text, &mut flat, arena, &find, set)
            }
        }
    }
}

/// Goes from one quoted name to the next. `find` gives key, start and end of the first one at or behind a place. `flat` is the
/// place up to which no object opens but for the record itself. False when the full scan has to decide.
#[inline]
fn fields<'e>(
    text: &'e str,
    flat: &mut usize,
    arena: &'e Bump,
    find: &impl Fn(usize) -> Option<(usize, usize, usize)>,
    set: &mut dyn FnMut(usize, &'e str),
) -> bool {
    let mut from = 0;
    while let Some((key, start, end)) = find(from) {
        let mut scanner = Scanner::at(text, end);
        scanner.space();
        if !scanner.step(b':') {
            // The text is a value.
            from = end;
            continue;
        }
        let before = text.as_bytes().get(..start).unwrap_or(&[]).trim_ascii_end().last();
        if !matches!(before, Some(b'{' | b',')) {
            return false;
        }
        if start > *flat {
            if opens_object(text.as_bytes(), *flat, start) {
                return false;
            }
            *flat = start;
        }
        scanner.space();
        let value = match scanner.peek() {
            Some(b'"') => scanner.string().map(|value| Some(value.text(arena))),
            // A list is no value of this name.
            Some(b'[') => scanner.skip(1).map(|()| None),
            _ => scanner.bare().map(|value| Some(value).filter(|value| *value != "null")),
        };
        scanner.space();
        let (Ok(value), Some(b',' | b'}')) = (value, scanner.peek()) else { return false };
        if let Some(value) = value {
            set(key, value);
        }
        from = scanner.place();
    }
    true
}

/// Whether an object opens between two places, but for the record itself. A brace that opens an object stands behind a colon,
/// a comma or a bracket; any other is part of a string.
#[inline]
fn opens_object(bytes: &[u8], from: usize, to: usize) -> bool {
    let opens = |place: usize| {
        let before = bytes.get(..from + place).unwrap_or(&[]).trim_ascii_end().last();
        matches!(before, Some(b':' | b',' | b'['))
    };
    memchr::memchr_iter(b'{', bytes.get(from..to).unwrap_or(&[])).any(opens)
}

impl ByName {
    /// Whether a record is one object, as far as its outside tells, without an escape that stands for a letter of a name.
    #[inline]
    fn is_plain(&self, bytes: &[u8]) -> bool {
        let [b'{', inside @ .., b'}'] = bytes else { return false };
        match (inside.trim_ascii_start().first(), inside.trim_ascii_end().last()) {
            (None, None) => return true,
            (Some(b'"'), Some(last)) if *last != b',' => {}
            _ => return false,
        }
        !self.unicode.find_iter(inside).any(|place| self.may_spell(inside, place))
    }

    /// Whether the escape at a place stands for a letter of a name. Behind an odd number of backslashes there is none.
    #[cold]
    fn may_spell(&self, bytes: &[u8], place: usize) -> bool {
        let (before, from) = bytes.split_at_checked(place).unwrap_or((&[], &[]));
        if before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1 {
            return false;
        }
        let digits = from.get(2..6).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.map(|digits| u32::from_str_radix(digits, 16)) {
            Some(Ok(code)) => code < 128 && self.letters >> code & 1 == 1,
            _ => true,
        }
    }
}
