//! CSV and TSV (RFC 4180): where records end, and what their cells hold, without copying.
//!
//! A cell that is empty and unquoted is a missing field; `""` is an empty one. The format itself cannot tell them apart,
//! and exports leave out the quotes where there is no value.

use std::borrow::Cow;

/// Where the splitter is inside a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// At the start of a cell.
    Start,
    /// In a cell without quotes, or behind the closing quote.
    Bare,
    Quoted,
    /// Behind a quote in a quoted cell: the end of it, or one half of a doubled quote.
    Quote,
}

/// Finds the ends of records; can be fed a growing buffer.
#[derive(Debug)]
pub(super) struct Delimited {
    delimiter: u8,
    inside: Inside,
    at: usize,
}

impl Delimited {
    pub fn new(delimiter: u8) -> Self {
        Self { delimiter, inside: Inside::Start, at: 0 }
    }

    /// The end of the next record (behind its line end), or `None` when the buffer ends first.
    pub fn next_end(&mut self, bytes: &[u8]) -> Option<usize> {
        while let Some((first, _)) = bytes.get(self.at..).and_then(<[u8]>::split_first) {
            let rest = bytes.get(self.at..).unwrap_or(&[]);
            match self.inside {
                Inside::Start | Inside::Quote => match *first {
                    b'"' => {
                        self.inside = Inside::Quoted;
                        self.at += 1;
                    }
                    b'\n' => {
                        self.inside = Inside::Start;
                        self.at += 1;
                        return Some(self.at);
                    }
                    byte if byte == self.delimiter => {
                        self.inside = Inside::Start;
                        self.at += 1;
                    }
                    _ => self.inside = Inside::Bare,
                },
                Inside::Bare => match memchr::memchr2(self.delimiter, b'\n', rest) {
                    None => self.at = bytes.len(),
                    Some(place) => {
                        self.inside = Inside::Start;
                        self.at += place + 1;
                        if rest.get(place) == Some(&b'\n') {
                            return Some(self.at);
                        }
                    }
                },
                Inside::Quoted => match memchr::memchr(b'"', rest) {
                    None => self.at = bytes.len(),
                    Some(place) => {
                        self.inside = Inside::Quote;
                        self.at += place + 1;
                    }
                },
            }
        }
        None
    }

    /// Forgets the first `length` bytes of the buffer.
    pub fn shift(&mut self, length: usize) {
        self.at = self.at.saturating_sub(length);
    }

    /// The records of a text, with their line ends; a rest without a line end only when the text is complete.
    pub fn records(mut self, text: &[u8], complete: bool) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let end = match self.next_end(text) {
                Some(end) => end,
                None if complete && start < text.len() => text.len(),
                None => return None,
            };
            let record = text.get(start..end);
            start = end;
            record
        })
    }
}

/// One cell as it stands, with its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawCell<'t>(&'t str);

impl<'t> RawCell<'t> {
    /// Whether it holds nothing, not even quotes.
    pub fn is_missing(self) -> bool {
        self.0.is_empty()
    }

    /// Whether its quote is never closed.
    pub fn is_open(self) -> bool {
        let inside = self.0.strip_prefix('"');
        inside.is_some_and(|inside| closing_quote(inside).is_none())
    }

    /// Its text.
    pub fn text(self) -> Cow<'t, str> {
        let Some(inside) = self.0.strip_prefix('"') else {
            return Cow::Borrowed(self.0);
        };
        let close = closing_quote(inside);
        let (quoted, after) = match close.and_then(|close| inside.split_at_checked(close)) {
            Some((quoted, after)) => (quoted, after.get(1..).unwrap_or("")),
            None => (inside, ""),
        };
        if after.is_empty() && memchr::memchr(b'"', quoted.as_bytes()).is_none() {
            return Cow::Borrowed(quoted);
        }
        Cow::Owned(quoted.replace("\"\"", "\"") + after)
    }
}

/// The place of the quote that closes a cell whose opening quote is just before.
fn closing_quote(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The cells of one record, which may have its line end.
pub(super) fn cells(record: &str, delimiter: u8) -> impl Iterator<Item = RawCell<'_>> {
    let record = record.strip_suffix('\n').unwrap_or(record);
    let record = record.strip_suffix('\r').unwrap_or(record);
    let mut rest = Some(record);
    std::iter::from_fn(move || {
        let text = rest?;
        let quoted = match text.strip_prefix('"') {
            Some(inside) => closing_quote(inside).map_or(text.len(), |close| close + 2),
            None => 0,
        };
        let behind = text.as_bytes().get(quoted..).unwrap_or(&[]);
        let end = memchr::memchr(delimiter, behind).map_or(text.len(), |place| quoted + place);
        rest = text.get(end + 1..);
        Some(RawCell(text.get(..end).unwrap_or("")))
    })
}

/// The names of the columns.
#[derive(Debug)]
pub(super) struct Header {
    pub names: Vec<String>,
}

impl Header {
    /// Reads the header line; a column without a name is called `column3` by its place.
    pub fn new(record: &str, delimiter: u8) -> Self {
        let name = |(place, cell): (usize, RawCell<'_>)| match cell.text() {
            name if name.is_empty() => format!("column{}", place + 1),
            name => name.into_owned(),
        };
        Self { names: cells(record, delimiter).enumerate().map(name).collect() }
    }
}
