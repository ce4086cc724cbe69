//! Numbers in words for people: counts with separators, sizes, durations.

use crate::output::wrap::wrap;
use std::time::Duration;

/// A number with its digits in groups of three: `12,345`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number and its noun: `1 row`, `2,000 rows`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Bytes as `512 B`, `1.5 MB`.
pub fn size(bytes: u64) -> String {
    let mut number = bytes as f64;
    for unit in ["B", "kB", "MB", "GB"] {
        if number < 1000.0 || unit == "GB" {
            return if unit == "B" || number >= 100.0 {
                format!("{number:.0} {unit}")
            } else {
                format!("{number:.1} {unit}")
            };
        }
        number /= 1000.0;
    }
    String::new()
}

/// A duration as `12 ms` or `3.4 s`.
pub fn elapsed(time: Duration) -> String {
    if time.as_secs() >= 10 { format!("{:.1} s", time.as_secs_f64()) } else { format!("{} ms", time.as_millis()) }
}

/// The beginning of a text on one line, at most so many characters.
pub fn beginning(text: &str, most: usize) -> String {
    let mut shown: String =
        text.chars().take(most).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// A text with its lines broken between words so that they fit into the columns; what follows hangs below the line's own
/// indentation.
pub fn folded(text: &str, columns: usize) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        let blanks = body.len() - body.trim_start_matches(' ').len();
        // Not deeper than half of the line, or nothing would be left of it.
        let hanging = (blanks + 2).min(columns / 2);
        // The first piece alone has the whole width.
        let pieces = wrap(body, columns, usize::MAX);
        let head = pieces.first().map_or("", AsRef::as_ref);
        if pieces.len() < 2 {
            folded.push_str(line);
            continue;
        }
        let rest = body.get(head.len()..).unwrap_or("");
        folded.push_str(head);
        for piece in wrap(rest.trim_start(), columns - hanging, usize::MAX) {
            folded.push('\n');
            folded.push_str(&" ".repeat(hanging));
            folded.push_str(&piece);
        }
        folded.push_str(line.get(body.len()..).unwrap_or(""));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(size(999), "999 B");
        assert_eq!(size(1_540_000), "1.5 MB");
        assert_eq!(size(5_000_000_000_000), "5000 GB");
        assert_eq!(elapsed(Duration::from_millis(12)), "12 ms");
        assert_eq!(elapsed(Duration::from_millis(12_340)), "12.3 s");
        assert_eq!(beginning("a\nbcd", 3), "a b…");
    }

    #[test]
    fn long_lines_are_folded_between_words() {
        let text = "short\n  - one two three four five\n";
        assert_eq!(folded(text, 16), "short\n  - one two\n    three four\n    five\n");
        assert_eq!(folded("", 10), "");
        assert!(folded(&"x".repeat(50), 20).lines().all(|line| line.len() <= 20));
    }
}
