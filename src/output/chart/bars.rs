//! Horizontal bars, one line each: label, bar, value.

use super::colour::Colour;
use super::model::{Bar, Bars};
use super::text::{blanks, fit, pad_right};
use crate::output::wrap::width;

/// Parts of a cell that a bar to the right may end with, thinnest first.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Where the bars begin and how large they are.
struct Scale {
    /// Cells for bars to the left of the zero line.
    left: usize,
    /// Whether there is a zero line.
    has_line: bool,
    /// Cells for bars to the right of it.
    right: usize,
    /// What one cell stands for.
    unit: f64,
}

/// The lines of a chart of bars, none wider than `columns`.
pub fn lines(bars: &Bars, columns: usize, ascii: bool, colour: Option<Colour>) -> Vec<String> {
    let third = columns / 3;
    let labels: Vec<String> = bars.bars.iter().map(|bar| fit(&bar.label, third, ascii)).collect();
    let values: Vec<String> = bars.bars.iter().map(|bar| fit(&bar.text, third, ascii)).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let label_columns = widest(&labels);
    let scale = Scale::of(&bars.bars, columns.saturating_sub(label_columns + widest(&values) + 2));
    let drawn = bars.bars.iter().zip(labels).zip(values);
    let line = |((bar, label), value): ((&Bar, String), String)| {
        let (left, right) = scale.bar(bar.value.unwrap_or(0.0), ascii);
        let mut line = pad_right(&label, label_columns);
        line.push(' ');
        if scale.has_line {
            line.push_str(&blanks(scale.left.saturating_sub(left.chars().count())));
            line.push_str(&Colour::paint(colour, &left));
            line.push(if ascii { '|' } else { '│' });
        }
        line.push_str(&Colour::paint(colour, &right));
        if !value.is_empty() {
            line.push(' ');
            line.push_str(&value);
        }
        line.truncate(line.trim_end_matches(' ').len());
        line
    };
    drawn.map(line).collect()
}

impl Scale {
    fn of(bars: &[Bar], room: usize) -> Self {
        let values = || bars.iter().filter_map(|bar| bar.value);
        let low = -values().fold(0.0, f64::min);
        let high = values().fold(0.0, f64::max);
        if low == 0.0 {
            return Self { left: 0, has_line: false, right: room, unit: high / room.max(1) as f64 };
        }
        let room = room.saturating_sub(1);
        // Halves, because the sum of two huge values may be beyond the doubles.
        let share = (low / 2.0) / (low / 2.0 + high / 2.0).max(f64::MIN_POSITIVE);
        let left = if high == 0.0 { room } else { (share * room as f64).round() as usize };
        let left = left.clamp(1, room.max(1));
        let left = if high > 0.0 { left.min(room.saturating_sub(1)).max(1) } else { left };
        let right = room.saturating_sub(left);
        let unit = (low / left.max(1) as f64).max(high / right.max(1) as f64);
        Self { left, has_line: true, right, unit }
    }

    /// The parts to the left and to the right of the zero line.
    fn bar(&self, value: f64, ascii: bool) -> (String, String) {
        let size = if self.unit > 0.0 { value.abs() / self.unit } else { 0.0 };
        if value < 0.0 {
            (leftward(size, self.left, ascii), String::new())
        } else {
            (String::new(), rightward(size, self.right, value > 0.0, ascii))
        }
    }
}

/// A bar of so many cells; what is not zero is seen, however small.
fn rightward(size: f64, most: usize, is_something: bool, ascii: bool) -> String {
    let least = usize::from(is_something);
    if ascii {
        return "#".repeat((size.round() as usize).max(least).min(most));
    }
    let eighths = ((size * 8.0).round() as usize).max(least).min(most * 8);
    let mut bar = "█".repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).and_then(|part| EIGHTHS.get(part)));
    bar
}

/// The same to the left. There is only a half block that begins at the right, so halves are as fine as it gets.
fn leftward(size: f64, most: usize, ascii: bool) -> String {
    if ascii {
        return "#".repeat((size.round() as usize).clamp(1, most.max(1)));
    }
    let halves = ((size * 2.0).round() as usize).clamp(1, (most * 2).max(1));
    let half = if halves % 2 == 1 { "▐" } else { "" };
    format!("{half}{}", "█".repeat(halves / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[(&str, &str)], columns: usize, ascii: bool) -> Vec<String> {
        let bar = |(label, text): &(&str, &str)| Bar {
            label: (*label).to_owned(),
            value: text.parse().ok(),
            text: (*text).to_owned(),
        };
        let bars = Bars { heading: String::new(), bars: values.iter().map(bar).collect(), notes: Vec::new() };
        lines(&bars, columns, ascii, None)
    }

    #[test]
    fn bars_with_eighths() {
        let values = [("cmd.exe", "16"), ("powershell.exe", "5"), ("wscript.exe", "0"), ("x", "0.001"), ("none", "")];
        assert_eq!(
            chart(&values, 40, false),
            [
                "cmd.exe       ████████████████████ 16",
                "powershell.e… ██████▎ 5",
                "wscript.exe    0",
                "x             ▏ 0.001",
                "none"
            ]
        );
    }

    #[test]
    fn bars_in_ascii() {
        let values = [("cmd.exe", "16"), ("powershell.exe", "5")];
        assert_eq!(chart(&values, 40, true), ["cmd.exe       ####################### 16", "powershell.e~ ####### 5"]);
    }

    #[test]
    fn below_zero_to_the_left() {
        let values = [("a", "-2"), ("b", "4"), ("c", "0"), ("d", "-0.5")];
        assert_eq!(
            chart(&values, 40, false),
            ["a ▐██████████│ -2", "b            │█████████████████████ 4", "c            │ 0", "d         ▐██│ -0.5"]
        );
    }

    #[test]
    fn only_below_zero() {
        assert_eq!(chart(&[("a", "-2"), ("b", "-1")], 20, true), ["a ##############| -2", "b        #######| -1"]);
    }

    #[test]
    fn equal_zero_and_huge_values() {
        assert_eq!(chart(&[("a", "0"), ("b", "0")], 20, false), ["a  0", "b  0"]);
        assert_eq!(chart(&[("a", "7")], 20, false), ["a ████████████████ 7"]);
        assert_eq!(chart(&[("a", "1e300"), ("b", "-1e300")], 20, false), ["a      │█████ 1e300", "b █████│ -1e300"]);
    }
}
