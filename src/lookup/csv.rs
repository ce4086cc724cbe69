//! CSV lookup files (functions-match.html): first line is the header, white space is kept, quotes hold commas.

use memchr::{memchr, memchr2};

use super::{Cells, Grid, Table};
use crate::symbol::FieldName;

impl Table {
    /// The table of a CSV text. A value in quotes may hold commas, line ends and doubled quotes; empty lines do not count;
    /// a line that is too short lacks its last columns, what a line has too much is left out. Text beyond 4 GiB is not
    /// read.
    pub fn from_csv(text: impl Into<String>) -> Self {
        let text: String = text.into();
        let mut reader = Reader { bytes: text.as_bytes(), place: 0, unescaped: String::new() };
        if reader.bytes.starts_with("\u{feff}".as_bytes()) {
            reader.place = 3;
        }
        let mut header = Vec::new();
        while header.is_empty() && reader.line(usize::MAX, &mut header) {}
        // Of columns with the same name the first counts; the others have no name to be asked for.
        let mut columns: Vec<FieldName> = Vec::with_capacity(header.len());
        let mut kept: Vec<bool> = Vec::with_capacity(header.len());
        for &span in &header {
            let name = reader.cell(&text, span);
            let new = !columns.iter().any(|column| column.as_ref() == name);
            kept.push(new);
            if new {
                columns.push(name.into());
            }
        }
        let all_kept = columns.len() == header.len();
        let width = header.len();
        let mut spans = Vec::new();
        let mut line = Vec::with_capacity(width);
        loop {
            line.clear();
            if !reader.line(width, &mut line) {
                break;
            }
            if line.is_empty() {
                continue;
            }
            line.resize(width, Grid::ABSENT);
            if all_kept {
                spans.extend_from_slice(&line);
            } else {
                spans.extend(line.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(span, _)| *span));
            }
        }
        let unescaped = reader.unescaped;
        let mut text = text;
        text.push_str(&unescaped);
        Self { columns, cells: Cells::Grid(Grid { text, spans }) }
    }
}

/// Reads cells as spans of the text. What had to be rewritten (doubled quotes) goes to a text of its own, which the caller
/// appends, so that its spans begin behind the text.
struct Reader<'t> {
    bytes: &'t [u8],
    place: usize,
    unescaped: String,
}

impl Reader<'_> {
    /// Reads a line; false at the end. An empty line gives no cell.
    fn line(&mut self, width: usize, into: &mut Vec<(u32, u32)>) -> bool {
        let rest = self.bytes.get(self.place..).unwrap_or(&[]);
        if rest.is_empty() || self.bytes.len() + self.unescaped.len() >= u32::MAX as usize {
            return false;
        }
        if let Some(end) = [b"\n".as_slice(), b"\r\n"].iter().find(|end| rest.starts_with(end)) {
            self.place += end.len();
            return true;
        }
        loop {
            let (span, more) = self.next_cell();
            if into.len() < width {
                into.push(span);
            }
            if !more {
                return true;
            }
        }
    }

    /// Reads a cell and its separator; also whether the line goes on.
    fn next_cell(&mut self) -> ((u32, u32), bool) {
        let start = self.place;
        if self.bytes.get(start) == Some(&b'"') {
            return self.quoted_cell(start + 1);
        }
        let (end, more) = self.separator(start);
        (span(start, end), more)
    }

    /// The end of a cell's text from `start`; moves behind the separator.
    fn separator(&mut self, start: usize) -> (usize, bool) {
        let rest = self.bytes.get(start..).unwrap_or(&[]);
        match memchr2(b',', b'\n', rest) {
            Some(length) => {
                let end = start + length;
                self.place = end + 1;
                let more = rest.get(length) == Some(&b',');
                (if more { end } else { self.without_return(start, end) }, more)
            }
            None => {
                self.place = self.bytes.len();
                (self.without_return(start, self.bytes.len()), false)
            }
        }
    }

    fn without_return(&self, start: usize, end: usize) -> usize {
        if end > start && self.bytes.get(end - 1) == Some(&b'\r') { end - 1 } else { end }
    }

    /// A cell after its opening quote.
    fn quoted_cell(&mut self, start: usize) -> ((u32, u32), bool) {
        let close = |from: usize| {
            let rest = self.bytes.get(from..).unwrap_or(&[]);
            memchr(b'"', rest).map_or(self.bytes.len(), |length| from + length)
        };
        let first = close(start);
        let doubled = |place: usize| self.bytes.get(place + 1) == Some(&b'"');
        let mut parts = vec![];
        let mut from = start;
        let mut end = first;
        while end < self.bytes.len() && doubled(end) {
            parts.push((from, end + 1));
            from = end + 2;
            end = close(from);
        }
        let (rest_end, more) = self.separator((end + 1).min(self.bytes.len()));
        if parts.is_empty() && rest_end <= end + 1 {
            return (span(start, end), more);
        }
        parts.push((from, end));
        // What stands between the closing quote and the separator belongs to the value as it is.
        parts.push(((end + 1).min(rest_end), rest_end));
        let begin = self.bytes.len() + self.unescaped.len();
        for (from, to) in parts {
            let part = self.bytes.get(from..to).unwrap_or(&[]);
            self.unescaped.push_str(&String::from_utf8_lossy(part));
        }
        (span(begin, self.bytes.len() + self.unescaped.len()), more)
    }

    fn cell<'t>(&'t self, text: &'t str, (start, end): (u32, u32)) -> &'t str {
        let (start, end) = (start as usize, end as usize);
        match start.checked_sub(text.len()) {
            Some(start) => self.unescaped.get(start..end - text.len()).unwrap_or(""),
            None => text.get(start..end).unwrap_or(""),
        }
    }
}

fn span(start: usize, end: usize) -> (u32, u32) {
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => (start, end),
        _ => Grid::ABSENT,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<Option<String>>> {
        let table = Table::from_csv(text);
        let row = |row| (0..table.columns().len()).map(|column| table.value(row, column).map(str::to_owned)).collect();
        (0..table.len()).map(row).collect()
    }

    fn full(rows: &[&[&str]]) -> Vec<Vec<Option<String>>> {
        rows.iter().map(|row| row.iter().map(|cell| Some((*cell).to_owned())).collect()).collect()
    }

    #[test]
    fn white_space_stays_and_quotes_hold_commas() {
        let text = "userid,name\n1, chr \n\"4\",\"p,m\"\n7,\"say \"\"hi\"\"\"\n";
        assert_eq!(cells(text), full(&[&["1", " chr "], &["4", "p,m"], &["7", "say \"hi\""]]));
        assert_eq!(Table::from_csv(" a, b\n1,2\n").column(" b"), Some(1));
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_are_no_part_of_values() {
        assert_eq!(cells("\u{feff}a,b\r\n1,2\r\n\r\n3,4"), full(&[&["1", "2"], &["3", "4"]]));
        assert_eq!(cells("a,b\n1,\"x\ny\"\n"), full(&[&["1", "x\ny"]]));
        assert_eq!(Table::from_csv("\u{feff}a,b\r\n1,2").column("b"), Some(1));
    }

    #[test]
    fn lines_of_another_length_are_cut_or_lack_columns() {
        assert_eq!(cells("a,b\n1\n1,2,3\n"), vec![vec![Some("1".to_owned()), None], full(&[&["1", "2"]])[0].clone()]);
        assert_eq!(cells("a,b\n1,\n"), full(&[&["1", ""]]));
    }

    #[test]
    fn a_repeated_column_counts_once() {
        let table = Table::from_csv("a,a,b\n1,2,3\n4,5,6\n");
        assert_eq!(table.columns().len(), 2);
        assert_eq!((table.value(0, 0), table.value(1, 1)), (Some("1"), Some("6")));
    }

    #[test]
    fn broken_quotes_end_with_the_text() {
        assert_eq!(cells("a\n\"open,\n1"), full(&[&["open,\n1"]]));
        assert_eq!(cells("a,b\n\"x\"y,\"\"z\n"), full(&[&["xy", "z"]]));
        assert_eq!(cells("a\n\""), full(&[&[""]]));
        assert!(Table::from_csv("").is_empty());
        assert!(Table::from_csv("a,b\n").is_empty());
    }

    #[test]
    fn quoted_names_may_hold_quotes() {
        let table = Table::from_csv("\"a\"\"b\",c\n\"1\"\"\",2\n");
        assert_eq!(table.column("a\"b"), Some(0));
        assert_eq!((table.value(0, 0), table.value(0, 1)), (Some("1\""), Some("2")));
    }
}
