//! The rows as a table, which the page's script sorts and filters.

use std::io::{self, Write};

use super::super::Results;
use super::super::columns::Columns;
use super::escape::escaped;
use crate::value::number;

/// More rows than this make a page that browsers are slow with.
const MOST_ROWS: usize = 5000;

/// Writes the table.
pub fn write(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<section>\n<h2>Results</h2>\n")?;
    let columns = Columns::of(results);
    if results.rows.is_empty() || columns.is_empty() {
        return out.write_all(b"<p>No rows.</p>\n</section>\n");
    }
    let all = results.rows.len();
    let shown = results.rows.get(..MOST_ROWS).unwrap_or(results.rows);
    if shown.len() < all {
        let left_out = all - shown.len();
        writeln!(
            out,
            "<p class=\"warning\">Only the first {} of {all} rows are here; {left_out} are left out.</p>",
            shown.len()
        )?;
    }
    let plural = if shown.len() == 1 { "row" } else { "rows" };
    writeln!(
        out,
        "<p class=\"filter\"><label>Filter <input id=\"filter\" type=\"search\" placeholder=\"text in any column\"></label> \
         <output id=\"count\">{} {plural}</output></p>",
        shown.len()
    )?;
    out.write_all(b"<div class=\"scroll\"><table id=\"rows\">\n<thead><tr>")?;
    for name in columns.names() {
        write!(out, "<th scope=\"col\"><span role=\"button\" tabindex=\"0\">{}</span></th>", escaped(name))?;
    }
    out.write_all(b"</tr></thead>\n<tbody>\n")?;
    let mut cells = Vec::new();
    for row in shown {
        columns.cells(row, &mut cells);
        out.write_all(b"<tr>")?;
        for cell in &cells {
            match cell {
                Some(text) if number::parse(text).is_some() => {
                    write!(out, "<td class=\"number\">{}</td>", escaped(text))?;
                }
                Some(text) => write!(out, "<td>{}</td>", escaped(text))?,
                None => out.write_all(b"<td class=\"missing\"></td>")?,
            }
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody>\n</table></div>\n</section>\n")
}
