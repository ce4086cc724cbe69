//! What CSV and TSV share: header, rows, and the guard against cells that a spreadsheet would run.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::Columns;
use super::{Results, RowsWriter, Settings};
use crate::value::number;

/// Writes rows with a delimiter.
#[derive(Clone, Copy, Debug)]
pub struct Delimited {
    delimiter: u8,
    guard: bool,
}

impl Delimited {
    /// A writer with that delimiter between cells.
    pub fn new(delimiter: u8, settings: &Settings) -> Self {
        Self { delimiter, guard: settings.formula_guard }
    }

    /// A writer of lines; the lines of one document may differ in length until their columns are known.
    pub(super) fn lines<W: Write>(&self, out: W) -> ::csv::Writer<W> {
        ::csv::WriterBuilder::new().delimiter(self.delimiter).flexible(true).from_writer(out)
    }

    /// What was written before, read back line by line.
    pub(super) fn read_back<'t>(&self, text: &'t [u8]) -> ::csv::Reader<&'t [u8]> {
        ::csv::ReaderBuilder::new().delimiter(self.delimiter).flexible(true).has_headers(false).from_reader(text)
    }

    /// The byte between cells.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// A cell as it is written.
    pub(super) fn cell<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.guard && is_formula(text) {
            return Cow::Owned(format!("'{text}"));
        }
        Cow::Borrowed(text)
    }
}

impl RowsWriter for Delimited {
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
        let columns = Columns::of(results);
        if columns.is_empty() {
            return Ok(());
        }
        let mut writer = self.lines(out);
        for name in columns.names() {
            writer.write_field(self.cell(name).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
        let mut cells = Vec::new();
        for row in results.rows {
            columns.cells(row, &mut cells);
            for cell in &cells {
                writer.write_field(self.cell(cell.unwrap_or("")).as_bytes())?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()
    }
}

/// Whether a spreadsheet would take the text for a formula. Numbers are none, nor are plain names such as `@timestamp`.
fn is_formula(text: &str) -> bool {
    match text.as_bytes() {
        [b'=' | b'\t' | b'\r', ..] => true,
        [b'+' | b'-', ..] => number::parse(text).is_none(),
        [b'@', name @ ..] => !name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')),
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{row, rows_text};
    use super::*;
    use crate::event::Row;

    fn text(name: &str, rows: &[Row], formula_guard: bool) -> String {
        let settings = Settings { formula_guard, ..Settings::default() };
        let results = Results { rows, ..Results::default() };
        rows_text(name, &settings, &results)
    }

    #[test]
    fn header_and_missing_fields() {
        let rows = [row(&[("a", "1"), ("b", "x,\"y\"")]), row(&[("c", "l1\nl2")])];
        assert_eq!(text("csv", &rows, false), "a,b,c\n1,\"x,\"\"y\"\"\",\n,,\"l1\nl2\"\n");
        assert_eq!(text("tsv", &[row(&[("a", "1\t2"), ("b", "x,y")])], false), "a\tb\n\"1\t2\"\tx,y\n");
    }

    #[test]
    fn one_empty_cell_still_is_a_row() {
        assert_eq!(text("csv", &[row(&[("a", "")])], false), "a\n\"\"\n");
    }

    #[test]
    fn empty_results() {
        assert_eq!(text("csv", &[], false), "");
        let results = Results { columns: Some(&["a".into(), "b".into()]), ..Results::default() };
        assert_eq!(rows_text("csv", &Settings::default(), &results), "a,b\n");
    }

    #[test]
    fn the_guard_disarms_formulas_alone() {
        let rows = [row(&[("@timestamp", "=1+1"), ("b", "-5"), ("c", "-x"), ("d", "@SUM(A1)"), ("=e", "a=b")])];
        assert_eq!(text("csv", &rows, true), "@timestamp,b,c,d,'=e\n'=1+1,-5,'-x,'@SUM(A1),a=b\n");
        assert!(text("csv", &rows, false).contains("\n=1+1,"));
    }

    proptest! {
        #[test]
        fn any_cells_read_back(values in prop::collection::vec(any::<String>(), 1..5)) {
            let names = ["a", "b", "c", "d", "e"];
            let row: Row = names.into_iter().zip(&values).collect();
            for (name, delimiter) in [("csv", b','), ("tsv", b'\t')] {
                let text = text(name, std::slice::from_ref(&row), false);
                let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
                let record = reader.records().next().unwrap().unwrap();
                prop_assert_eq!(record.iter().collect::<Vec<_>>(), values.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }
}
