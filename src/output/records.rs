//! One block of `field  value` lines for each row: what a table becomes when its columns do not fit side by side.

use std::io::{self, Write};
use std::ops::Range;

use super::columns::Columns;
use super::visible::{visible, visible_line};
use super::wrap::{width, wrap};
use super::{Results, Settings};
use crate::event::Row;

/// Columns of the separator when no width is given.
const SEPARATOR: usize = 40;
/// A longer name has its value on the next line.
const LONGEST_NAME: usize = 32;
/// Blanks between name and value.
const GAP: usize = 2;

/// Writes rows as blocks, each with the fields that it has.
pub fn write(results: &Results<'_>, columns: &Columns, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    write_numbered(results, columns, settings, 1, &|_, _| Vec::new(), out)
}

/// The places in a line of the value of a field that are marked, in order.
type Marks<'m> = dyn Fn(&str, &str) -> Vec<Range<usize>> + 'm;

fn write_numbered(
    results: &Results<'_>,
    columns: &Columns,
    settings: &Settings,
    first: usize,
    marks: &Marks<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let longest = LONGEST_NAME.min(settings.width.map_or(usize::MAX, |width| width / 3));
    let names: Vec<_> = columns.names().iter().map(|name| visible_line(name)).collect();
    let name_width = names.iter().map(|name| width(name)).filter(|width| *width <= longest).max().unwrap_or(0);
    let margin = name_width + GAP;
    let (value_width, most) = match settings.width {
        Some(width) => (width.saturating_sub(margin).max(8), settings.cell_lines),
        None => (usize::MAX, usize::MAX),
    };
    let mut cells = Vec::new();
    for (place, row) in results.rows.iter().enumerate() {
        write_separator(first + place, settings, out)?;
        columns.cells(row, &mut cells);
        for (name, value) in names.iter().zip(&cells) {
            let Some(value) = value else { continue };
            let value = visible(value);
            let mut used = width(name);
            out.write_all(name.as_bytes())?;
            for (number, line) in wrap(&value, value_width, most).iter().enumerate() {
                if number > 0 || used > name_width {
                    out.write_all(b"\n")?;
                    used = 0;
                }
                if !line.is_empty() {
                    write!(out, "{:1$}", "", margin - used)?;
                    write_marked(line, &marks(name, line), settings.color, out)?;
                }
            }
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn write_marked(line: &str, marks: &[Range<usize>], color: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut end = 0;
    for mark in marks.iter().filter(|_| color) {
        let (before, marked) = (line.get(end..mark.start), line.get(mark.clone()));
        let (Some(before), Some(marked)) = (before, marked) else { continue };
        write!(out, "{before}\u{1b}[1;31m{marked}\u{1b}[0m")?;
        end = mark.end;
    }
    out.write_all(line.get(end..).unwrap_or("").as_bytes())
}

fn write_separator(number: usize, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let head = format!("── {number} ");
    let columns = settings.width.unwrap_or(SEPARATOR).min(SEPARATOR);
    let rule = "─".repeat(columns.saturating_sub(width(&head)));
    if settings.color { writeln!(out, "\u{1b}[2m{head}{rule}\u{1b}[0m") } else { writeln!(out, "{head}{rule}") }
}

/// One row whole, a field on each line under a separator with its number. `width`: columns of the terminal. `marks`: the
/// places in a line of a field's value that are marked where there are colours.
pub fn record(row: &Row, number: usize, width: Option<usize>, color: bool, marks: &Marks<'_>) -> String {
    let settings = Settings { width, cell_lines: usize::MAX, color, ..Settings::default() };
    let rows = std::slice::from_ref(row);
    let results = Results { rows, ..Results::default() };
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = write_numbered(&results, &Columns::of(&results), &settings, number, marks, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}
