//! Delimited text of events as they come. The header stands first and is known last, so workers encode events under the
//! columns that are known by then, and the document fills up the lines that turn out to be short when it is written.

use std::io::{self, Write};
use std::sync::Arc;

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::columns::Columns;
use super::delimited::Delimited;
use super::spool::Spool;
use crate::event::{Event, Row};

/// Bytes that lines written to the output gather in.
const BUFFER: usize = 1 << 18;
/// How a line with one empty cell, or none, is written while it might be the only one.
const LONE_CELL: &[u8] = b"\"\"\n";

/// Some encoded lines.
pub struct Lines {
    format: Delimited,
    /// The document's columns when the encoding began, and then those that these lines add.
    columns: Arc<Columns>,
    known: usize,
    /// For each column the one that followed it last: events of a type have the same fields in the same order.
    next: Vec<usize>,
    text: csv::Writer<Vec<u8>>,
    ends: Vec<usize>,
    /// From which line on lines have so many cells.
    widths: Vec<(usize, usize)>,
}

impl Lines {
    fn new(format: Delimited, columns: &Arc<Columns>) -> Self {
        Self {
            format,
            columns: Arc::clone(columns),
            known: columns.len(),
            next: (1..=columns.len()).collect(),
            text: format.lines(Vec::new()),
            ends: Vec::new(),
            widths: Vec::new(),
        }
    }

    /// Appends an event, unless it turns out to be damaged.
    pub fn push(&mut self, event: &Event<'_>) {
        self.line(event.arena(), |field| {
            event.for_each(field);
            !event.is_damaged()
        });
    }

    /// Appends a result row.
    pub fn push_row(&mut self, row: &Row) {
        let arena = Bump::new();
        self.line(&arena, |field| {
            row.iter().for_each(|(name, value)| field(name, value));
            true
        });
    }

    /// Appends what `fields` gives, if it says that it gave all of it.
    fn line<'t>(&mut self, arena: &'t Bump, fields: impl FnOnce(&mut dyn FnMut(&'t str, &'t str)) -> bool) {
        let mut cells = ArenaVec::new_in(arena);
        cells.resize(self.columns.len(), "");
        let mut last = None;
        let is_whole = fields(&mut |name, value| {
            let place = self.place(name, last);
            last = Some(place);
            if place >= cells.len() {
                cells.resize(place + 1, "");
            }
            if let Some(cell) = cells.get_mut(place) {
                *cell = value;
            }
        });
        if is_whole {
            self.write(&cells);
        }
    }

    /// The column of a name, which comes after another one of the same event.
    fn place(&mut self, name: &str, last: Option<usize>) -> usize {
        let guess = last.map_or(Some(0), |last| self.next.get(last).copied());
        if let Some(guess) = guess
            && self.columns.names().get(guess).is_some_and(|known| known.as_ref() == name)
        {
            return guess;
        }
        let place = self.columns.place(name).unwrap_or_else(|| {
            let columns = Arc::make_mut(&mut self.columns);
            columns.add(&name.into());
            self.next.push(columns.len());
            columns.len() - 1
        });
        if let Some(next) = last.and_then(|last| self.next.get_mut(last)) {
            *next = place;
        }
        place
    }

    fn write(&mut self, cells: &[&str]) {
        if self.widths.last().is_none_or(|(_, width)| *width != cells.len()) {
            self.widths.push((self.ends.len(), cells.len()));
        }
        // Writing to memory cannot fail.
        let _ = cells.iter().try_for_each(|cell| self.text.write_field(self.format.cell(cell).as_bytes()));
        let _ = self.text.write_record(None::<&[u8]>);
        let _ = self.text.flush();
        self.ends.push(self.text.get_ref().len());
    }

    /// Bytes encoded so far.
    pub fn bytes(&self) -> usize {
        self.text.get_ref().len()
    }

    /// The same lines with their cells under the document's columns, which have grown in another way meanwhile.
    fn rearranged(self, columns: &mut Arc<Columns>) -> io::Result<Self> {
        let places: Vec<usize> =
            self.columns.names().iter().map(|name| Arc::make_mut(columns).place_or_add(name)).collect();
        let mut new = Self::new(self.format, columns);
        let text = self.text.into_inner().map_err(|error| error.into_error())?;
        let mut reader = self.format.read_back(&text);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            let mut cells = vec![""; columns.len()];
            for (cell, place) in record.iter().zip(&places) {
                if let Some(place) = cells.get_mut(*place) {
                    *place = cell;
                }
            }
            new.write(&cells);
        }
        Ok(new)
    }
}

/// Where each line of a block ends, and how many cells it has.
struct Block {
    ends: Vec<usize>,
    widths: Vec<(usize, usize)>,
}

/// Lines in order, whose header is not yet written.
pub struct Document {
    format: Delimited,
    columns: Arc<Columns>,
    blocks: Vec<Block>,
    text: Spool,
}

impl Document {
    /// An empty document.
    pub fn new(format: Delimited) -> Self {
        Self { format, columns: Arc::default(), blocks: Vec::new(), text: Spool::default() }
    }

    /// Lines to fill elsewhere and [`append`](Self::append) when it is their turn.
    pub fn begin(&self) -> Lines {
        Lines::new(self.format, &self.columns)
    }

    /// Appends lines. Columns come in the order of their first sight in the lines as they are appended.
    ///
    /// # Errors
    /// When the document has outgrown memory and cannot be kept in a temporary file.
    pub fn append(&mut self, mut lines: Lines) -> io::Result<()> {
        if lines.known == self.columns.len() {
            self.columns = Arc::clone(&lines.columns);
        } else if lines.columns.len() > lines.known {
            lines = lines.rearranged(&mut self.columns)?;
        }
        self.blocks.push(Block { ends: lines.ends, widths: lines.widths });
        self.text.push(lines.text.into_inner().map_err(|error| error.into_error())?)
    }

    /// Writes header and lines. A document without columns is empty.
    ///
    /// # Errors
    /// When `out` fails, or the temporary file.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(BUFFER, out);
        let total = self.columns.len();
        if total == 0 {
            return Ok(());
        }
        let mut header = self.format.lines(&mut out);
        for name in self.columns.names() {
            header.write_field(self.format.cell(name).as_bytes())?;
        }
        header.write_record(None::<&[u8]>)?;
        header.flush()?;
        drop(header);
        let missing = vec![self.format.delimiter(); total];
        let mut blocks = self.blocks.into_iter();
        self.text.drain(|text| match blocks.next() {
            Some(block) => block.write(text, &missing, &mut out),
            None => Ok(()),
        })?;
        out.flush()
    }
}

impl Block {
    /// Writes lines with as many cells as there are bytes in `missing`, which are delimiters.
    fn write(&self, text: &[u8], missing: &[u8], out: &mut impl Write) -> io::Result<()> {
        if self.widths.iter().all(|(_, width)| *width == missing.len()) {
            return out.write_all(text);
        }
        let ends = self.widths.iter().skip(1).map(|(line, _)| *line).chain([self.ends.len()]);
        let mut start = 0;
        for ((first, width), end) in self.widths.iter().zip(ends) {
            let delimiters = missing.get((*width).max(1)..).unwrap_or_default();
            for end in self.ends.get(*first..end).unwrap_or_default() {
                let line = text.get(start..*end).unwrap_or_default();
                let cells: &[u8] = if line == LONE_CELL && !delimiters.is_empty() {
                    b""
                } else {
                    line.strip_suffix(b"\n").unwrap_or(line)
                };
                out.write_all(cells)?;
                out.write_all(delimiters)?;
                out.write_all(b"\n")?;
                start = *end;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::rows_text;
    use super::super::{Results, Settings};
    use super::*;

    /// The text of rows that are encoded in parts, which begin when `begin` parts before them have been appended.
    fn text(parts: &[(Vec<Row>, usize)]) -> String {
        let mut document = Document::new(Delimited::new(b',', &Settings::default()));
        let mut lines: Vec<Option<Lines>> = parts.iter().map(|_| None).collect();
        for turn in 0..parts.len() {
            for (place, (rows, begin)) in parts.iter().enumerate() {
                if lines[place].is_none() && place >= turn && (*begin <= turn || place == turn) {
                    let mut filled = document.begin();
                    rows.iter().for_each(|row| filled.push_row(row));
                    lines[place] = Some(filled);
                }
            }
            document.append(lines[turn].take().unwrap()).unwrap();
        }
        let mut text = Vec::new();
        document.write(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn any_row() -> impl Strategy<Value = Row> {
        prop::collection::btree_map("[a-f]", "[xy,\"\n ]{0,3}", 0..5).prop_flat_map(|fields| {
            Just(fields.into_iter().collect::<Vec<_>>())
                .prop_shuffle()
                .prop_map(|fields| fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect())
        })
    }

    proptest! {
        /// However the rows are split and whichever parts are encoded at the same time, the document is the one that
        /// is written from all rows at once.
        #[test]
        fn parts_make_the_same_document(
            parts in prop::collection::vec((prop::collection::vec(any_row(), 0..4), 0usize..4), 0..6),
        ) {
            let rows: Vec<Row> = parts.iter().flat_map(|(rows, _)| rows.clone()).collect();
            let whole = rows_text("csv", &Settings::default(), &Results { rows: &rows, ..Results::default() });
            prop_assert_eq!(text(&parts), whole);
        }
    }
}
