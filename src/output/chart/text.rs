//! Words of a chart: escaped, cut and padded to columns of the terminal.

use super::super::visible::visible_line;
use super::super::wrap::{width, wrap};

/// Text from the data in at most `columns` columns of one line, cut with `…` (`~` in ASCII mode).
pub fn fit(text: &str, columns: usize, ascii: bool) -> String {
    let shown = visible_line(text);
    if width(&shown) <= columns {
        return shown.into_owned();
    }
    let mut short = wrap(&shown, columns, 1).into_iter().next().unwrap_or_default().into_owned();
    if width(&short) <= columns {
        return match short.strip_suffix('…') {
            Some(head) if ascii => format!("{head}~"),
            _ => short,
        };
    }
    // A character of many parts may be wider than all columns; then its first parts stand for it.
    while width(&short) >= columns.max(1) {
        short.pop();
    }
    short.push(if ascii { '~' } else { '…' });
    short
}

/// The text with blanks behind it, up to the columns.
pub fn pad_right(text: &str, columns: usize) -> String {
    format!("{text}{}", blanks(columns.saturating_sub(width(text))))
}

/// The text with blanks before it, up to the columns.
pub fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", blanks(columns.saturating_sub(width(text))))
}

/// So many blanks.
pub fn blanks(columns: usize) -> String {
    " ".repeat(columns)
}

/// A sentence over as many lines as it needs, escaped; `most` of them at most.
pub fn paragraph(text: &str, columns: usize, most: usize, ascii: bool) -> Vec<String> {
    let shown = visible_line(text);
    let mut lines: Vec<String> = wrap(&shown, columns, most).iter().map(|line| fit(line, columns, ascii)).collect();
    if let Some(last) = lines.last_mut()
        && ascii
        && !shown.ends_with('…')
        && last.ends_with('…')
    {
        last.pop();
        last.push('~');
    }
    lines
}

/// A number of things, `1 row` or `3 rows`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_to_columns() {
        assert_eq!(fit("powershell.exe", 8, false), "powersh…");
        assert_eq!(fit("powershell.exe", 8, true), "powersh~");
        assert_eq!(fit("日本語", 5, false), "日本…");
        assert_eq!(fit("a\u{1b}[31m", 20, false), "a\\x1b[31m");
        assert_eq!(fit("short", 8, true), "short");
        assert_eq!(pad_left("日本", 6), "  日本");
        assert_eq!(pad_right("日本", 6), "日本  ");
    }

    #[test]
    fn long_sentences_are_cut() {
        assert_eq!(paragraph("one two three four", 8, 2, false), ["one two", "three…"]);
        assert_eq!(paragraph("one two three four", 8, 2, true), ["one two", "three~"]);
    }

    #[test]
    fn a_character_wider_than_all_columns_is_cut_too() {
        let joined = "w\u{200d}".repeat(30);
        assert!(width(&fit(&joined, 5, false)) <= 5);
    }
}
