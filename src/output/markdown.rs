//! A Markdown table for reports and tickets; data cannot leave its cell, become markup, or command a terminal.

use std::io::{self, Write};

use super::columns::Columns;
use super::visible::visible;
use super::{Format, Kind, Results, RowsWriter};

/// The registration.
pub const FORMAT: Format =
    Format { name: "markdown", summary: "a Markdown table", reads: &[], kind: Kind::AllRows(|_| Box::new(Markdown)) };

struct Markdown;

impl RowsWriter for Markdown {
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
        let columns = Columns::of(results);
        if columns.is_empty() {
            return Ok(());
        }
        let mut text = String::new();
        let names = columns.names().iter().map(|name| Some(name.as_ref()));
        write_line(names, &mut text);
        text.push('|');
        text.push_str(&" --- |".repeat(columns.len()));
        text.push('\n');
        out.write_all(text.as_bytes())?;
        let mut cells = Vec::new();
        for row in results.rows {
            columns.cells(row, &mut cells);
            text.clear();
            write_line(cells.iter().copied(), &mut text);
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }
}

fn write_line<'t>(cells: impl Iterator<Item = Option<&'t str>>, text: &mut String) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        let start = text.len();
        write_cell(cell.unwrap_or(""), text);
        text.push_str(if text.len() == start { "|" } else { " |" });
    }
    text.push('\n');
}

fn write_cell(cell: &str, text: &mut String) {
    let cell = visible(cell);
    let mut before = None;
    let mut characters = cell.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        match character {
            '\n' => text.push_str("<br>"),
            '&' if after.is_some_and(|after| after == '#' || after.is_ascii_alphabetic()) => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            _ => {
                if is_markup(before, character, after) {
                    text.push('\\');
                }
                text.push(character);
            }
        }
        before = Some(character);
    }
}

/// Whether the character would not show as itself.
fn is_markup(before: Option<char>, character: char, after: Option<char>) -> bool {
    let in_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    match character {
        '|' | '*' | '`' | '[' | ']' => true,
        '~' => before == Some('~') || after == Some('~'),
        // event_simpleName needs no escape.
        '_' => !(in_word(before) && in_word(after)),
        // C:\Windows shows as it is; a backslash before punctuation would vanish.
        '\\' => after.is_some_and(|after| after.is_ascii_punctuation()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{row, rows_text};
    use super::*;
    use crate::event::Row;

    fn text(rows: &[Row]) -> String {
        let results = Results { rows, ..Results::default() };
        rows_text("markdown", &Settings::default(), &results)
    }

    fn cell(value: &str) -> String {
        let mut text = String::new();
        write_cell(value, &mut text);
        text
    }

    #[test]
    fn header_rows_and_missing_fields() {
        let rows = [row(&[("a", "1"), ("b", "")]), row(&[("c", "日本")])];
        assert_eq!(text(&rows), "| a | b | c |\n| --- | --- | --- |\n| 1 | | |\n| | | 日本 |\n");
        assert_eq!(text(&[]), "");
    }

    #[test]
    fn data_stays_in_its_cell() {
        assert_eq!(cell("a|b\nc\r\nd"), "a\\|b<br>c<br>d");
        assert_eq!(cell(r"x\|y"), r"x\\\|y");
        assert_eq!(cell(r"C:\Windows\*.exe"), r"C:\Windows\\\*.exe");
        assert_eq!(cell("event_simpleName _x_ __init__"), r"event_simpleName \_x\_ \_\_init\_\_");
        assert_eq!(cell("<img src=x> &lt; a & b"), "&lt;img src=x> &amp;lt; a & b");
        assert_eq!(cell("[a](b) `c` ~~d~~ ~e"), r"\[a\](b) \`c\` \~\~d\~\~ ~e");
        assert_eq!(cell("\u{1b}[31m\tx"), r"\x1b\[31m\tx");
    }
}
