//! Rules out lines by the literals that every wanted record holds, without finding or decoding the lines first.
//!
//! A literal can hide behind JSON escapes, so a line passes too when an escape in it stands for one of the literal's
//! characters. FDR writes `=`, `&`, `'`, `<` and `>` that way (shapes of the input, section 1).

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;

use super::source::Required;
use crate::value::json;

/// How much of a chunk is tried to find out which literals are rare.
const SAMPLE: usize = 64 << 10;

/// The compiled literals of one pass.
#[derive(Debug)]
pub struct Prefilter {
    sets: Vec<LiteralSet>,
}

/// Literals of which one must occur.
#[derive(Debug)]
struct LiteralSet {
    search: Search,
    escapes: Escapes,
}

#[derive(Debug)]
enum Search {
    One(Box<Finder<'static>>),
    Many(AhoCorasick),
}

impl Search {
    fn new(literals: &[Vec<u8>]) -> Option<Self> {
        match literals {
            [] => None,
            [literal] => Some(Self::One(Box::new(Finder::new(literal).into_owned()))),
            _ => Some(Self::Many(AhoCorasick::new(literals).ok()?)),
        }
    }

    fn find(&self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::One(finder) => finder.find(bytes),
            Self::Many(automaton) => automaton.find(bytes).map(|found| found.start()),
        }
    }
}

/// The characters that matter when they are escaped.
#[derive(Debug)]
struct Escapes {
    ascii: u128,
    others: bool,
    unicode: Finder<'static>,
    solidus: Option<Finder<'static>>,
}

impl Escapes {
    fn new(literals: &[String]) -> Self {
        let chars = || literals.iter().flat_map(|literal| literal.chars());
        Self {
            ascii: chars().filter(char::is_ascii).fold(0, |set, char| set | 1 << (char as u32)),
            others: chars().any(|char| !char.is_ascii()),
            unicode: Finder::new(b"\\u"),
            solidus: chars().any(|char| char == '/').then(|| Finder::new(b"\\/")),
        }
    }

    /// The place of the first escape that stands for one of the characters.
    fn find(&self, bytes: &[u8]) -> Option<usize> {
        let unicode = find_escape(&self.unicode, bytes, |digits| self.stands_for(digits));
        let solidus = self.solidus.as_ref();
        let solidus = solidus.and_then(|finder| find_escape(finder, bytes, |_| true));
        match (unicode, solidus) {
            (Some(unicode), Some(solidus)) => Some(unicode.min(solidus)),
            (unicode, solidus) => unicode.or(solidus),
        }
    }

    fn stands_for(&self, digits: &[u8]) -> bool {
        let digits = digits.get(..4).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.map(|digits| u32::from_str_radix(digits, 16)) {
            Some(Ok(code @ 0..128)) => self.ascii >> code & 1 == 1,
            Some(Ok(_)) => self.others,
            _ => false,
        }
    }
}

/// The first escape for which `matters` holds of the bytes behind it. Behind an even number of backslashes there is none:
/// `C:\\users`.
fn find_escape(finder: &Finder<'_>, bytes: &[u8], matters: impl Fn(&[u8]) -> bool) -> Option<usize> {
    finder.find_iter(bytes).find(|place| {
        let (before, from) = bytes.split_at_checked(*place).unwrap_or((&[], &[]));
        let backslashes = before.iter().rev().take_while(|byte| **byte == b'\\');
        matters(from.get(2..).unwrap_or(&[])) && backslashes.count() % 2 == 0
    })
}

impl LiteralSet {
    fn new(literals: &[String]) -> Option<Self> {
        if literals.iter().any(String::is_empty) {
            return None;
        }
        let mut forms: Vec<Vec<u8>> = Vec::new();
        for literal in literals {
            let mut escaped = Vec::new();
            json::write_string(literal, json::Escaping::Required, &mut escaped);
            escaped.pop();
            escaped.drain(..1);
            if escaped != literal.as_bytes() {
                forms.push(escaped);
            }
            forms.push(literal.as_bytes().to_vec());
        }
        Some(Self { search: Search::new(&forms)?, escapes: Escapes::new(literals) })
    }

    fn passes(&self, record: &[u8]) -> bool {
        self.search.find(record).is_some() || self.escapes.find(record).is_some()
    }
}

impl Prefilter {
    /// Compiles the sets; `None` when nothing can be ruled out.
    pub fn new<'r>(required: impl Iterator<Item = &'r Required>) -> Option<Self> {
        let sets: Vec<_> = required.filter_map(|required| LiteralSet::new(&required.literals)).collect();
        (!sets.is_empty()).then_some(Self { sets })
    }

    /// Whether a record can be wanted.
    pub fn passes(&self, record: &[u8]) -> bool {
        self.sets.iter().all(|set| set.passes(record))
    }

    /// Calls `line` with start and end of each line that can be wanted, in order.
    pub fn lines(&self, bytes: &[u8], line: &mut dyn FnMut(usize, usize)) {
        let Some(driver) = self.rarest(bytes) else {
            return;
        };
        let mut hits = Hits::new(driver, bytes);
        let mut from = 0;
        while let Some(hit) = hits.next(from) {
            let before = bytes.get(from..hit).unwrap_or(&[]);
            let start = memchr::memrchr(b'\n', before).map_or(from, |place| from + place + 1);
            let behind = bytes.get(hit..).unwrap_or(&[]);
            let end = memchr::memchr(b'\n', behind).map_or(bytes.len(), |place| hit + place);
            if self.passes(bytes.get(start..end).unwrap_or(&[])) {
                line(start, end);
            }
            from = end + 1;
        }
    }

    /// The set with the fewest hits at the start of the chunk. Which one it is changes the speed, never the result.
    fn rarest(&self, bytes: &[u8]) -> Option<&LiteralSet> {
        if let [only] = self.sets.as_slice() {
            return Some(only);
        }
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        self.sets.iter().min_by_key(|set| {
            let mut hits = Hits::new(set, sample);
            let mut from = 0;
            let mut count = 0;
            while let Some(hit) = hits.next(from) {
                count += 1;
                let behind = sample.get(hit..).unwrap_or(&[]);
                from = memchr::memchr(b'\n', behind).map_or(sample.len(), |place| hit + place + 1);
            }
            count
        })
    }
}

/// The places where a literal of a set occurs or may hide.
struct Hits<'s, 'b> {
    set: &'s LiteralSet,
    bytes: &'b [u8],
    literal: Next,
    escape: Next,
}

#[derive(Clone, Copy)]
enum Next {
    Unknown,
    At(usize),
    None,
}

impl Next {
    /// The first place at or after `from`; searches only when the known one is passed.
    fn at(&mut self, from: usize, bytes: &[u8], find: impl Fn(&[u8]) -> Option<usize>) -> usize {
        match *self {
            Self::At(place) if place >= from => place,
            Self::None => usize::MAX,
            _ => match bytes.get(from..).and_then(find) {
                Some(place) => {
                    *self = Self::At(from + place);
                    from + place
                }
                None => {
                    *self = Self::None;
                    usize::MAX
                }
            },
        }
    }
}

impl<'s, 'b> Hits<'s, 'b> {
    fn new(set: &'s LiteralSet, bytes: &'b [u8]) -> Self {
        Self { set, bytes, literal: Next::Unknown, escape: Next::Unknown }
    }

    fn next(&mut self, from: usize) -> Option<usize> {
        let set = self.set;
        let literal = self.literal.at(from, self.bytes, |bytes| set.search.find(bytes));
        let escape = self.escape.at(from, self.bytes, |bytes| set.escapes.find(bytes));
        let hit = literal.min(escape);
        (hit != usize::MAX).then_some(hit)
    }
}
