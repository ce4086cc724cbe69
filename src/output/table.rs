//! An aligned table for people: wide columns wrap into the given width; if even that fails, a block for each row.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Row as TableRow, Table as Drawing, Width};
use comfy_table::{ContentLineStyle, LineStyle, TableStyle};

use super::columns::Columns;
use super::visible::{visible, visible_line};
use super::wrap::{widest, width, wrap};
use super::{Format, Kind, Results, RowsWriter, Settings, records};
use crate::value::number;

/// The registration.
pub const FORMAT: Format = Format {
    name: "table",
    summary: "an aligned table for the terminal",
    reads: &[],
    kind: Kind::AllRows(|settings| Box::new(Table(settings.clone()))),
};

/// A column is not shrunk below this.
const NARROWEST: usize = 8;
/// Names and numbers of so many columns are not torn; if that leaves no room, rows become blocks.
const WHOLE: usize = 24;
/// A column does not grow beyond this, however long its values are.
const WIDEST: usize = 4096;
/// With more columns than this nobody reads a table, even where nothing limits its width.
const MOST_COLUMNS: usize = 100;
/// Rows drawn at once, which bounds the memory for drawing.
const BLOCK: usize = 512;

const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));
/// Between rows, where one of them takes several lines.
const ROW_SEPARATOR: LineStyle = LineStyle::new('├', '╌', '┼', '┤');

struct Table(Settings);

/// How a column is drawn.
struct Column {
    /// Columns of the terminal without the blanks beside.
    width: usize,
    /// It is not shrunk below this.
    least: usize,
    alignment: CellAlignment,
}

impl RowsWriter for Table {
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
        let names = Columns::of(results);
        if names.is_empty() && results.rows.is_empty() {
            return Ok(());
        }
        if names.is_empty() || names.len() > MOST_COLUMNS {
            return records::write(results, &names, &self.0, out);
        }
        let (mut columns, has_breaks) = measure(results, &names);
        let mut is_tall = has_breaks;
        if let Some(total) = self.0.width {
            // A border before each column and after the last, a blank on both sides of each cell.
            let room = total.saturating_sub(3 * columns.len() + 1);
            if columns.iter().map(|column| column.least).sum::<usize>() > room {
                return records::write(results, &names, &self.0, out);
            }
            is_tall |= shrink(&mut columns, room);
        }
        self.draw(results, &names, &columns, is_tall, out)
    }
}

/// The natural widths, and whether a value takes several lines even so.
fn measure(results: &Results<'_>, names: &Columns) -> (Vec<Column>, bool) {
    let mut columns: Vec<Column> = names
        .names()
        .iter()
        .map(|name| {
            let width = width(&visible_line(name)).clamp(1, WIDEST);
            Column { width, least: width.min(WHOLE), alignment: CellAlignment::Right }
        })
        .collect();
    let mut has_values = vec![false; columns.len()];
    let mut has_breaks = false;
    let mut cells = Vec::new();
    for row in results.rows {
        names.cells(row, &mut cells);
        for ((column, has_value), value) in columns.iter_mut().zip(&mut has_values).zip(&cells) {
            let Some(value) = value.filter(|value| !value.is_empty()) else {
                continue;
            };
            *has_value = true;
            if number::parse(value).is_none() {
                column.alignment = CellAlignment::Left;
            }
            let needed = widest(&visible(value));
            has_breaks |= needed > WIDEST || value.contains('\n');
            column.width = column.width.max(needed.min(WIDEST));
        }
    }
    for (column, has_value) in columns.iter_mut().zip(has_values) {
        if !has_value {
            column.alignment = CellAlignment::Left;
        }
        let whole = if matches!(column.alignment, CellAlignment::Right) { WHOLE } else { NARROWEST };
        column.least = column.least.max(column.width.min(whole));
    }
    (columns, has_breaks)
}

/// Makes the widest columns narrower until all fit into `room`, the narrow ones staying whole. Whether it had to.
fn shrink(columns: &mut [Column], room: usize) -> bool {
    if columns.iter().map(|column| column.width).sum::<usize>() <= room {
        return false;
    }
    let narrowed = |column: &Column, share: usize| share.clamp(column.least, column.width.max(column.least));
    let needed = |share: usize| columns.iter().map(|column| narrowed(column, share)).sum::<usize>();
    // The largest share with which all fit.
    let (mut share, mut too_much) = (0, WIDEST + 1);
    while share + 1 < too_much {
        let middle = share.midpoint(too_much);
        if needed(middle) <= room { share = middle } else { too_much = middle }
    }
    let mut spare = room.saturating_sub(needed(share));
    for column in columns {
        let extra = usize::from(spare > 0 && column.least <= share && share < column.width);
        spare -= extra;
        column.width = narrowed(column, share) + extra;
    }
    true
}

impl Table {
    fn draw(
        &self,
        results: &Results<'_>,
        names: &Columns,
        columns: &[Column],
        is_tall: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let most = match self.0.width {
            Some(_) => self.0.cell_lines,
            None => usize::MAX,
        };
        let cell = |text: &str, column: &Column| {
            let text = visible(text);
            let lines = wrap(&text, column.width, most);
            Cell::new_owned(lines.join("\n")).set_alignment(column.alignment)
        };
        let blocks = results.rows.len().div_ceil(BLOCK).max(1);
        let mut values = Vec::new();
        for block in 0..blocks {
            let mut drawing = Drawing::new();
            let mut style = STYLE;
            if is_tall {
                style.row_separator = ROW_SEPARATOR;
            }
            if block > 0 {
                style.top_border = style.row_separator;
            }
            if block + 1 < blocks {
                style.bottom_border = LineStyle::none();
            }
            drawing.load_style(style);
            if block == 0 {
                let header = names.names().iter().zip(columns);
                let header = header.map(|(name, column)| cell(&visible_line(name), column));
                drawing.set_header(header.collect::<Vec<_>>());
            }
            for row in results.rows.iter().skip(block * BLOCK).take(BLOCK) {
                names.cells(row, &mut values);
                let cells = values.iter().zip(columns);
                let cells = cells.map(|(value, column)| cell(value.unwrap_or(""), column));
                drawing.add_row(TableRow::from(cells.collect::<Vec<_>>()));
            }
            for (column, drawn) in columns.iter().zip(drawing.column_iter_mut()) {
                // The drawing's widths count the blanks on both sides.
                let width = u16::try_from(column.width + 2).unwrap_or(u16::MAX);
                drawn.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            }
            self.write_lines(&drawing, block == 0, out)?;
        }
        Ok(())
    }

    fn write_lines(&self, drawing: &Drawing, has_header: bool, out: &mut dyn Write) -> io::Result<()> {
        let mut is_header = self.0.color && has_header;
        for (number, line) in drawing.lines().enumerate() {
            is_header &= !line.starts_with('├');
            if is_header && number > 0 {
                writeln!(out, "\u{1b}[1m{line}\u{1b}[0m")?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
