//! Query text with its name, byte spans into it, and line/column positions computed on demand.

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets into a query's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` to byte `end` (exclusive).
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// The empty span at one offset.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Offset of the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Offset behind the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The covered text; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }
}

/// A query's text and the name under which messages mention it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// A path, or a name such as `<query>` for text given on the command line.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl SourceFile {
    /// A source from its name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The table of line starts, for line and column numbers.
    pub fn lines(&self) -> LineIndex<'_> {
        LineIndex::new(&self.text)
    }
}

/// A position as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Offsets of the line starts of a text.
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Finds every line start once.
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { text, starts }
    }

    /// Line and column of a byte offset; an offset inside a character counts as that character.
    pub fn position(&self, offset: usize) -> Position {
        let (line, start) = self.line_start(offset);
        let column = self.before(start, offset).chars().count() + 1;
        Position { line: line + 1, column }
    }

    /// Line (from 0) and column in UTF-16 units (from 0), as the language server protocol counts.
    pub fn utf16(&self, offset: usize) -> (usize, usize) {
        let (line, start) = self.line_start(offset);
        (line, self.before(start, offset).encode_utf16().count())
    }

    fn line_start(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        (line, self.starts.get(line).copied().unwrap_or(0))
    }

    fn before(&self, start: usize, offset: usize) -> &'t str {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(start..end.max(start)).unwrap_or("")
    }
}
