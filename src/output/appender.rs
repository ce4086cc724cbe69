//! Rows written as they come, without knowing what comes after them, and results written again and again.

use std::io::{self, Write};

use super::columns::Columns;
use super::visible::visible_line;
use super::wrap::{width, wrap};
use super::{Delimited, Format, Kind, Results, Settings, records};
use crate::event::Row;
use crate::symbol::FieldName;

/// A column of a table is at most so wide; longer values are cut.
const WIDEST: usize = 60;
/// Narrower columns are of no use: rows become blocks.
const NARROWEST: usize = 8;

/// Appends rows in a format.
pub struct Appender {
    format: &'static Format,
    settings: Settings,
    how: How,
    columns: Columns,
    widths: Vec<usize>,
    /// Fields that have no place, and of which that was said.
    without_place: Vec<FieldName>,
}

enum How {
    /// Each by itself.
    Lines,
    /// Under the header of the first rows.
    Cells(Delimited),
    /// Aligned, under a header that comes again when there are more columns.
    Table,
    /// A text of its own for all rows that come together.
    Texts,
}

impl Appender {
    /// `None` for pictures and pages, to which nothing can be appended.
    pub fn new(format: &'static Format, settings: &Settings) -> Option<Self> {
        let how = match format.kind {
            Kind::Streaming(_) => How::Lines,
            Kind::Delimited(writer) => How::Cells(writer(settings)),
            Kind::AllRows(_) if format.name == super::table::FORMAT.name => How::Table,
            Kind::AllRows(_) => How::Texts,
            Kind::Picture(_) | Kind::Page(_) => return None,
        };
        let (columns, widths) = (Columns::default(), Vec::new());
        Some(Self { format, settings: settings.clone(), how, columns, widths, without_place: Vec::new() })
    }

    /// Appends rows; gives the fields that have no place any more, because the header is written, each once.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write(&mut self, rows: &[Row], out: &mut dyn Write) -> io::Result<Vec<FieldName>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        match &self.how {
            How::Lines => {
                self.format.write(&Results { rows, ..Results::default() }, &self.settings, out)?;
                Ok(Vec::new())
            }
            How::Cells(cells) => {
                let cells = *cells;
                self.cells(cells, rows, out)
            }
            How::Table => self.table(rows, out).map(|()| Vec::new()),
            How::Texts => {
                write_again(self.format, &Results { rows, ..Results::default() }, &self.settings, out)?;
                Ok(Vec::new())
            }
        }
    }

    fn cells(&mut self, format: Delimited, rows: &[Row], out: &mut dyn Write) -> io::Result<Vec<FieldName>> {
        let found = Columns::of(&Results { rows, ..Results::default() });
        let mut writer = format.lines(out);
        let mut without_place = Vec::new();
        if self.columns.is_empty() {
            for name in found.names() {
                writer.write_field(format.cell(name).as_bytes())?;
            }
            writer.write_record(None::<&[u8]>)?;
            self.columns = found;
        } else {
            let is_new = |name: &&FieldName| self.columns.place(name).is_none() && !self.without_place.contains(name);
            without_place.extend(found.names().iter().filter(is_new).cloned());
            self.without_place.extend(without_place.iter().cloned());
        }
        let mut cells = Vec::new();
        for row in rows {
            self.columns.cells(row, &mut cells);
            for cell in &cells {
                writer.write_field(format.cell(cell.unwrap_or("")).as_bytes())?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()?;
        Ok(without_place)
    }

    fn table(&mut self, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
        let results = Results { rows, ..Results::default() };
        let found = Columns::of(&results);
        if found.names().iter().any(|name| self.columns.place(name).is_none()) {
            found.names().iter().for_each(|name| self.columns.add(name));
            self.widths = self.measure(rows);
            if !self.is_too_wide() {
                self.header(out)?;
            }
        }
        if self.is_too_wide() {
            return records::write(&results, &found, &self.settings, out);
        }
        let mut cells = Vec::new();
        for row in rows {
            self.columns.cells(row, &mut cells);
            let texts: Vec<_> = cells.iter().map(|cell| visible_line(cell.unwrap_or(""))).collect();
            self.line(texts.iter().map(AsRef::as_ref), out)?;
        }
        Ok(())
    }

    /// How wide the columns are for these rows.
    fn measure(&self, rows: &[Row]) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.names().iter().map(|name| width(&visible_line(name))).collect();
        let mut cells = Vec::new();
        for row in rows {
            self.columns.cells(row, &mut cells);
            for (width_of, cell) in widths.iter_mut().zip(&cells) {
                *width_of = (*width_of).max(width(&visible_line(cell.unwrap_or(""))));
            }
        }
        widths.iter_mut().for_each(|width| *width = (*width).clamp(1, WIDEST));
        // The widest give way until all fit.
        let Some(total) = self.settings.width else { return widths };
        while widths.iter().map(|width| width + 2).sum::<usize>() > total + 2 {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                _ => break,
            }
        }
        widths
    }

    fn is_too_wide(&self) -> bool {
        let all: usize = self.widths.iter().map(|width| width + 2).sum();
        self.settings.width.is_some_and(|total| all > total + 2)
    }

    fn header(&self, out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<_> = self.columns.names().iter().map(|name| visible_line(name)).collect();
        if self.settings.color {
            out.write_all(b"\x1b[1m")?;
        }
        self.line(names.iter().map(AsRef::as_ref), out)?;
        if self.settings.color {
            out.write_all(b"\x1b[0m")?;
        }
        let rules: Vec<String> = self.widths.iter().map(|width| "─".repeat(*width)).collect();
        self.line(rules.iter().map(String::as_str), out)
    }

    fn line<'t>(&self, texts: impl Iterator<Item = &'t str>, out: &mut dyn Write) -> io::Result<()> {
        let mut line = String::new();
        for (place, (text, columns)) in texts.zip(&self.widths).enumerate() {
            if place > 0 {
                line.push_str("  ");
            }
            let fits = self.settings.width.is_none() || width(text) <= *columns;
            let cut = if fits { text.into() } else { wrap(text, *columns, 1).into_iter().next().unwrap_or_default() };
            line.push_str(&cut);
            line.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&cut))));
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// Writes a result that may be followed by a later one: JSON on one line, everything else with an empty line behind it.
///
/// # Errors
/// When `out` fails.
pub fn write_again(format: &Format, results: &Results<'_>, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    if format.name != super::json::FORMAT.name {
        format.write(results, settings, out)?;
        return out.write_all(b"\n");
    }
    let mut text = Vec::new();
    format.write(results, settings, &mut text)?;
    // Within texts JSON has no line ends.
    text.retain(|byte| *byte != b'\n');
    text.push(b'\n');
    out.write_all(&text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::testing::row;
    use super::*;

    fn written(name: &str, settings: &Settings, batches: &[&[Row]]) -> (String, Vec<String>) {
        let mut appender = Appender::new(Format::named(name).unwrap(), settings).unwrap();
        let mut text = Vec::new();
        let mut lost = Vec::new();
        for rows in batches {
            let fields = appender.write(rows, &mut text).unwrap();
            lost.extend(fields.iter().map(ToString::to_string));
        }
        (String::from_utf8(text).unwrap(), lost)
    }

    #[test]
    fn rows_come_under_one_header() {
        let (first, second) = ([row(&[("a", "1"), ("b", "x,y")])], [row(&[("b", "2"), ("c", "3")]), row(&[])]);
        let (text, lost) = written("csv", &Settings::default(), &[&first, &[], &second]);
        assert_eq!(text, "a,b\n1,\"x,y\"\n,2\n,\n");
        assert_eq!(lost, ["c"]);
        let (text, lost) = written("ndjson", &Settings::default(), &[&first, &second]);
        assert_eq!(text, "{\"a\":\"1\",\"b\":\"x,y\"}\n{\"b\":\"2\",\"c\":\"3\"}\n{}\n");
        assert!(lost.is_empty());
    }

    #[test]
    fn a_table_goes_on_and_has_a_new_header_for_new_columns() {
        let settings = Settings { width: Some(20), ..Settings::default() };
        let first = [row(&[("name", "cmd.exe"), ("n", "1")])];
        let second = [row(&[("name", "a-very-long-name.exe"), ("n", "2")])];
        let third = [row(&[("other", "3")])];
        let (text, _) = written("table", &settings, &[&first, &second, &third]);
        assert_eq!(
            text,
            "name     n\n───────  ─\ncmd.exe  1\na-very…  2\nname  n  other\n────  ─  ─────\n         3\n"
        );
        let wide: Row = (0..9).map(|place| (format!("field{place}"), "some value of it")).collect();
        let (text, _) = written("table", &settings, &[&[wide]]);
        assert!(text.contains("field8") && text.lines().all(|line| width(line) <= 20), "{text}");
    }

    #[test]
    fn results_follow_each_other() {
        let rows = [row(&[("a", "1\n2")]), row(&[("a", "3")])];
        let results = Results { rows: &rows, ..Results::default() };
        let text = |name: &str| {
            let mut text = Vec::new();
            write_again(Format::named(name).unwrap(), &results, &Settings::default(), &mut text).unwrap();
            String::from_utf8(text).unwrap()
        };
        assert_eq!(text("ndjson"), "{\"a\":\"1\\n2\"}\n{\"a\":\"3\"}\n\n");
        let json = text("json");
        assert_eq!(json.matches('\n').count(), 1);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["events"][0]["a"], "1\n2");
        assert!(Appender::new(Format::named("chart").unwrap(), &Settings::default()).is_none());
    }
}
