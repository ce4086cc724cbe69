//! Results as text: one file for each format, and the one table that lists them.

mod appender;
mod chart;
mod columns;
mod csv;
mod delimited;
mod delimited_rows;
mod frame;
mod html;
mod json;
pub mod json_text;
mod markdown;
mod ndjson;
#[cfg(feature = "parquet")]
pub mod parquet;
mod raw;
mod records;
mod spool;
mod table;
mod trend;
mod tsv;
mod visible;
pub mod wrap;

use std::io::{self, Write};

pub use appender::{Appender, write_again};
pub use chart::{span_text, sparkline};
pub use delimited::Delimited;
pub use delimited_rows::{Document, Lines};
pub use frame::Frame;
pub use records::record as write_record;

use crate::event::{Event, Row};
use crate::symbol::FieldName;
use crate::value::time::Zone;

/// Every format, in the order in which help lists them. A new format adds its module and its line here.
pub static FORMATS: &[&Format] = &[
    &table::FORMAT,
    &ndjson::FORMAT,
    &json::FORMAT,
    &csv::FORMAT,
    &tsv::FORMAT,
    &markdown::FORMAT,
    &chart::FORMAT,
    &trend::FORMAT,
    &html::FORMAT,
    &raw::FORMAT,
];

/// One way to write results.
#[derive(Debug)]
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// One line of help.
    pub summary: &'static str,
    /// Fields that the format reads whether the query names them or not. Whoever plans the query interns them as if it
    /// did, so that records are asked for them and aggregates that pass events on keep them.
    pub reads: &'static [&'static str],
    /// How it is written.
    pub kind: Kind,
}

/// Whether a format can begin before the last row is there.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Each event by itself, as it comes.
    Streaming(fn(&Settings) -> Box<dyn EventWriter>),
    /// Each event by itself, under a header that waits for the last one.
    Delimited(fn(&Settings) -> Delimited),
    /// All rows at once, because columns or widths depend on them.
    AllRows(fn(&Settings) -> Box<dyn RowsWriter>),
    /// One picture of all rows, which would be wrong with only the first of them.
    Picture(fn(&Settings) -> Box<dyn RowsWriter>),
    /// A page that shows the query and what its stages let through beside the rows.
    Page(fn(&Settings) -> Box<dyn RowsWriter>),
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// The names of all formats, in the order of help.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|format| format.name)
    }

    /// Whether rows can be written one by one.
    pub fn is_streaming(&self) -> bool {
        matches!(self.kind, Kind::Streaming(_))
    }

    /// Writes rows that are all there.
    ///
    /// # Errors
    /// When `out` fails, which had better be buffered.
    pub fn write(&self, results: &Results<'_>, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
        match self.kind {
            Kind::AllRows(writer) | Kind::Picture(writer) | Kind::Page(writer) => writer(settings).write(results, out),
            Kind::Delimited(writer) => writer(settings).write(results, out),
            Kind::Streaming(writer) => {
                let writer = writer(settings);
                let mut line = Vec::new();
                for row in results.rows {
                    line.clear();
                    writer.write_row(row, &mut line);
                    out.write_all(&line)?;
                }
                Ok(())
            }
        }
    }
}

/// What whoever runs the query can choose about its output.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Columns of the terminal for the table, which `None` lets be as wide as its values, and for charts.
    pub width: Option<usize>,
    /// Lines that one cell of a table with a given width may take before it is cut with `…`.
    pub cell_lines: usize,
    /// Whether terminal styles may be used.
    pub color: bool,
    /// Whether CSV and TSV cells that a spreadsheet would run as a formula get a `'` in front.
    pub formula_guard: bool,
    /// Whether charts keep to ASCII, for terminals and files that know nothing else.
    pub ascii: bool,
    /// By whose clock charts write times.
    pub zone: Zone,
}

impl Default for Settings {
    fn default() -> Self {
        Self { width: None, cell_lines: 24, color: false, formula_guard: false, ascii: false, zone: Zone::utc() }
    }
}

/// A remark about the run that belongs to its results.
#[derive(Clone, Copy, Debug)]
pub struct Warning<'r> {
    /// The stable code.
    pub code: &'r str,
    /// One sentence.
    pub message: &'r str,
}

/// Everything that a query gave.
#[derive(Clone, Copy, Debug, Default)]
pub struct Results<'r> {
    /// The rows, in their order.
    pub rows: &'r [Row],
    /// The columns to show, where the query decides them; `None`: every field, in the order of first sight.
    pub columns: Option<&'r [FieldName]>,
    /// Limits reached, input skipped.
    pub warnings: &'r [Warning<'r>],
    /// Facts about the run for formats that have a place for them, in order.
    pub metadata: &'r [(&'r str, serde_json::Value)],
    /// What a report says about the query.
    pub about: Option<&'r About<'r>>,
}

/// What a report says about the query and its run.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'r> {
    /// What is detected, in a line; empty where nobody says.
    pub title: &'r str,
    /// What is detected, in some lines; may be empty.
    pub description: &'r str,
    /// Names and values, in order.
    pub facts: &'r [(&'r str, String)],
    /// The query's text, cut into pieces, each with a word for its meaning where it has one.
    pub query: &'r [(&'r str, Option<&'static str>)],
    /// What each stage let through; empty where it was not counted.
    pub stages: &'r [StageFacts],
}

/// What a stage let through and what it cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageFacts {
    /// Its text.
    pub step: String,
    /// Events that came to it.
    pub input: u64,
    /// Events that it let out.
    pub output: u64,
    /// Time in it, summed over workers.
    pub millis: f64,
}

/// Writes events one by one. Worker threads share it, so it keeps nothing between events.
pub trait EventWriter: Sync {
    /// Appends one event with its line end.
    fn write(&self, event: &Event<'_>, into: &mut Vec<u8>);

    /// Appends one result row with its line end.
    fn write_row(&self, row: &Row, into: &mut Vec<u8>);
}

/// Writes all results at once.
pub trait RowsWriter {
    /// Writes the results, in many small writes, so `out` had better be buffered. An empty result is a valid document of
    /// the format.
    ///
    /// # Errors
    /// When `out` fails.
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()>;
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod testing {
    //! What the tests of the formats share.

    use super::*;

    /// A row of those fields.
    pub fn row(fields: &[(&str, &str)]) -> Row {
        fields.iter().copied().collect()
    }

    /// The text of a format that needs all rows.
    pub fn rows_text(name: &str, settings: &Settings, results: &Results<'_>) -> String {
        let mut text = Vec::new();
        Format::named(name).unwrap().write(results, settings, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    /// The text of a format that writes events one by one, for one row.
    pub fn row_text(name: &str, row: &Row) -> String {
        let Kind::Streaming(writer) = Format::named(name).unwrap().kind else {
            panic!("{name} needs all rows");
        };
        let mut text = Vec::new();
        writer(&Settings::default()).write_row(row, &mut text);
        String::from_utf8(text).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_command_line() {
        let names: Vec<_> = Format::names().collect();
        assert_eq!(names, ["table", "ndjson", "json", "csv", "tsv", "markdown", "chart", "trend", "html", "raw"]);
        for name in names {
            assert_eq!(Format::named(name).map(|format| format.name), Some(name));
        }
        assert!(Format::named("xml").is_none());
    }

    #[test]
    fn events_stream_only_where_no_row_depends_on_another() {
        let streaming: Vec<_> =
            FORMATS.iter().filter(|format| format.is_streaming()).map(|format| format.name).collect();
        assert_eq!(streaming, ["ndjson", "raw"]);
    }
}
