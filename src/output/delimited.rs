//! What CSV and TSV share: header, rows, and the guard against cells that a spreadsheet would run.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::Columns;
use super::{EventWriter, Results, RowsWriter, Settings};
use crate::event::{Event, Row};
use crate::symbol::FieldName;
use crate::value::number;

/// Writes rows with a delimiter.
pub struct Delimited {
    delimiter: u8,
    guard: bool,
}

impl Delimited {
    /// A writer with that delimiter between cells.
    pub fn new(delimiter: u8, settings: &Settings) -> Self {
        Self { delimiter, guard: settings.formula_guard }
    }

    fn cell<'t>(&self, text: &'t str) -> Cow<'t, str> {
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
        let mut writer = ::csv::WriterBuilder::new().delimiter(self.delimiter).from_writer(out);
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

/// Writes events as they come, under columns that are known before; fields without a column are left out.
pub struct DelimitedEvents {
    format: Delimited,
    columns: Columns,
}

impl DelimitedEvents {
    /// A writer with these columns. The header is a row of their names.
    pub fn new(delimiter: u8, columns: &[FieldName], settings: &Settings) -> Self {
        let columns = Columns::of(&Results { columns: Some(columns), ..Results::default() });
        Self { format: Delimited::new(delimiter, settings), columns }
    }

    fn line<'t>(&self, fields: impl FnOnce(&mut dyn FnMut(&'t str, &'t str)), into: &mut Vec<u8>) {
        let mut cells = vec![""; self.columns.len()];
        fields(&mut |name, value| {
            if let Some(cell) = self.columns.place(name).and_then(|place| cells.get_mut(place)) {
                *cell = value;
            }
        });
        let mut writer = ::csv::WriterBuilder::new().delimiter(self.format.delimiter).from_writer(into);
        // Writing to memory cannot fail.
        let _ = cells.iter().try_for_each(|cell| writer.write_field(self.format.cell(cell).as_bytes()));
        let _ = writer.write_record(None::<&[u8]>);
        let _ = writer.flush();
    }
}

impl EventWriter for DelimitedEvents {
    fn write(&self, event: &Event<'_>, into: &mut Vec<u8>) {
        self.line(|field| event.for_each(field), into);
    }

    fn write_row(&self, row: &Row, into: &mut Vec<u8>) {
        self.line(|field| row.iter().for_each(|(name, value)| field(name, value)), into);
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
