//! Finds the objects of JSON that spans lines: arrays, objects one after the other, lists of events in a wrapper.
//!
//! Works on bytes and only counts brackets; whether an object is valid shows when it is decoded. So one broken object
//! costs little more than itself.

use std::ops::Range;

use super::detect::BOM;

/// Keys of a top-level object whose list holds the events: LogScale's query jobs, CloudTrail.
const LISTS: [&[u8]; 2] = [b"events", b"Records"];

/// Finds records; can be fed a growing buffer.
#[derive(Debug)]
pub(super) struct DocumentSplitter {
    /// The first byte not yet looked at.
    at: usize,
    /// Open brackets.
    depth: usize,
    /// At which depth values are records; `None` in a wrapper beside its list.
    records_at: Option<usize>,
    /// The start of the record at hand.
    start: Option<usize>,
    /// The record at hand is no object or array: a bad one, whose end has to be found.
    bare: bool,
    string: Option<usize>,
    /// The last string of a top-level object is the key of a list.
    list_key: bool,
    /// Behind the opening bracket of such a list: whether objects follow decides.
    list_open: bool,
    /// Whether a wrapper has been met.
    wrapped: bool,
    found: Vec<Range<usize>>,
}

impl DocumentSplitter {
    pub fn new() -> Self {
        Self {
            at: 0,
            depth: 0,
            records_at: Some(0),
            start: None,
            bare: false,
            string: None,
            list_key: false,
            list_open: false,
            wrapped: false,
            found: Vec::new(),
        }
    }

    /// Whether the text is an object that is only there for the list of events in it.
    pub fn is_wrapper(text: &[u8]) -> bool {
        let mut splitter = Self::new();
        splitter.feed(text, true);
        splitter.wrapped
    }

    /// Looks at what is new in the buffer. Gives the end of the last complete record.
    /// `complete`: nothing will come after these bytes.
    pub fn feed(&mut self, bytes: &[u8], complete: bool) -> Option<usize> {
        while let Some(byte) = bytes.get(self.at) {
            if self.string.is_some() {
                if !self.string_rest(bytes, complete) {
                    break;
                }
                continue;
            }
            self.byte(*byte, bytes);
        }
        self.found.last().map(|span| span.end)
    }

    /// At the end of the input: what is open becomes a (bad) record. False when the input ends inside a list or wrapper.
    pub fn finish(&mut self, length: usize) -> bool {
        if let Some(start) = self.start.take() {
            self.found.push(start..length);
            return true;
        }
        self.depth == 0
    }

    /// Takes the records found, and forgets the first `length` bytes of the buffer.
    pub fn take(&mut self, length: usize) -> Vec<Range<usize>> {
        self.at = self.at.saturating_sub(length);
        for place in [&mut self.start, &mut self.string].into_iter().flatten() {
            *place = place.saturating_sub(length);
        }
        std::mem::take(&mut self.found)
    }

    /// Goes on in a string; false when more bytes are needed to do so. JSON allows no line end in a string. If there is
    /// one all the same, and the next line looks like JSON, the string was cut off there; otherwise it goes on.
    fn string_rest(&mut self, bytes: &[u8], complete: bool) -> bool {
        let rest = bytes.get(self.at..).unwrap_or(&[]);
        let Some(place) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
            self.at = bytes.len();
            return true;
        };
        self.at += place;
        match rest.get(place) {
            Some(b'\\') => {
                self.at += 2;
                return true;
            }
            Some(b'\n') => {
                let line = rest.get(place..).unwrap_or(&[]).trim_ascii_start();
                let structure = match line {
                    [b'{' | b'}' | b'[' | b']', ..] => true,
                    [b'"', next, ..] => next.is_ascii_alphanumeric() || b"_@#".contains(next),
                    [_, _, ..] => false,
                    _ if complete => true,
                    _ => return false,
                };
                if !structure {
                    // Over all the white space at once, or many empty lines would be looked at again and again.
                    self.at = bytes.len() - line.len();
                    return true;
                }
            }
            _ => {}
        }
        let text = self.string.take().and_then(|from| bytes.get(from..self.at));
        self.list_key = self.depth == 1 && text.is_some_and(|text| LISTS.contains(&text));
        self.at += 1;
        true
    }

    fn byte(&mut self, byte: u8, bytes: &[u8]) {
        if self.bare && self.ends_bare(byte) {
            self.close_record(self.at);
        }
        if self.list_open && !byte.is_ascii_whitespace() {
            self.list_open = false;
            if matches!(byte, b'{' | b']') {
                self.wrapped = true;
                self.start = None;
                self.records_at = Some(2);
            }
        }
        let list_key = std::mem::take(&mut self.list_key);
        let is_record = self.start.is_none() && self.records_at == Some(self.depth);
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b':' => self.list_key = list_key,
            b',' => {}
            b'{' | b'[' => {
                if is_record && byte == b'[' && self.depth == 0 {
                    self.records_at = Some(1);
                } else if is_record {
                    self.start = Some(self.at);
                } else if byte == b'[' && list_key && self.depth == 1 {
                    self.list_open = self.records_at != Some(1);
                }
                self.depth += 1;
            }
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                if self.start.is_some() && self.records_at == Some(self.depth) {
                    self.close_record(self.at + 1);
                } else if self.depth == 0 {
                    self.records_at = Some(0);
                } else if self.start.is_none() && self.records_at > Some(self.depth) {
                    self.records_at = None;
                }
            }
            0xef if self.depth == 0 && bytes.get(self.at..).is_some_and(|b| b.starts_with(BOM)) => {
                self.at += BOM.len() - 1;
            }
            _ => {
                if is_record {
                    self.start = Some(self.at);
                    self.bare = true;
                }
                if byte == b'"' {
                    self.string = Some(self.at + 1);
                }
            }
        }
        self.at += 1;
    }

    /// Whether the bad record at hand ends before this byte. Between documents it takes its whole line.
    fn ends_bare(&self, byte: u8) -> bool {
        match self.depth {
            0 => matches!(byte, b'\n' | b'{' | b'['),
            _ => matches!(byte, b',' | b']' | b'}' | b'{' | b'['),
        }
    }

    fn close_record(&mut self, end: usize) {
        self.bare = false;
        if let Some(start) = self.start.take() {
            self.found.push(start..end);
        }
    }
}
