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

/// What the columns of a protocol count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Bytes of UTF-8.
    Bytes,
    /// Units of UTF-16.
    #[default]
    Utf16,
}

impl ColumnUnit {
    /// How many of them a text takes.
    pub fn length(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }

    fn length_of(self, character: char) -> usize {
        match self {
            Self::Bytes => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        }
    }
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
        self.place(offset, ColumnUnit::Utf16)
    }

    /// Line and column (both from 0) of a byte offset.
    pub fn place(&self, offset: usize, unit: ColumnUnit) -> (usize, usize) {
        let (line, start) = self.line_start(offset);
        (line, unit.length(self.before(start, offset)))
    }

    /// The byte offset of a line and column (both from 0). A column behind the end of its line counts as that end, a line
    /// behind the last one as the end of the text.
    pub fn offset(&self, line: usize, column: usize, unit: ColumnUnit) -> usize {
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let line = self.text.get(start..).unwrap_or("").split('\n').next().unwrap_or("");
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut columns = 0;
        for (at, character) in line.char_indices() {
            columns += unit.length_of(character);
            if columns > column {
                return start + at;
            }
        }
        start + line.len()
    }

    /// How many lines there are; at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_offsets_are_each_others_inverse() {
        let text = "a 😀é\r\n\nxy";
        let lines = LineIndex::new(text);
        for unit in [ColumnUnit::Bytes, ColumnUnit::Utf16] {
            for (offset, _) in text.char_indices().filter(|(_, character)| !"\r\n".contains(*character)) {
                let (line, column) = lines.place(offset, unit);
                assert_eq!(lines.offset(line, column, unit), offset, "{unit:?} {offset}");
            }
        }
        assert_eq!(lines.place(8, ColumnUnit::Utf16), (0, 5));
        assert_eq!(lines.place(8, ColumnUnit::Bytes), (0, 8));
    }

    #[test]
    fn columns_and_lines_that_are_not_there_are_the_nearest_ends() {
        let lines = LineIndex::new("a😀\r\nb");
        assert_eq!(lines.offset(0, 99, ColumnUnit::Utf16), 5);
        assert_eq!(lines.offset(9, 0, ColumnUnit::Utf16), 8);
        // Inside the two units of a character counts as before it.
        assert_eq!(lines.offset(0, 2, ColumnUnit::Utf16), 1);
    }
}
