//! A report for people: failures with their rows side by side, then the counts.

use std::fmt::Write;

use crate::testing::compare::{Change, FieldChange, quote};
use crate::testing::expectation::Failure;
use crate::testing::suite::Report;

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

/// Values of at most so many characters show their difference by themselves; under longer ones it is marked.
const SHORT: usize = 24;

/// Writes a report: nothing of what passed but how many.
pub fn write(report: &Report, color: bool) -> String {
    let ink = Ink(color);
    let mut text = String::new();
    for (case, found) in report.failures() {
        let place = format!("{}:{}", case.file.display(), case.line);
        let _ = writeln!(text, "{} {place}: {}", ink.on(RED, "FAIL"), ink.on(BOLD, &case.name));
        for line in failure(found, color).lines() {
            let _ = writeln!(text, "  {line}");
        }
        text.push('\n');
    }
    let (passed, failed) = (report.passed(), report.failed());
    let (passed, failed) = (format!("{passed} passed"), format!("{failed} failed"));
    let passed = if report.failed() == 0 { ink.on(GREEN, &passed) } else { passed };
    let failed = if report.failed() > 0 { ink.on(RED, &failed) } else { failed };
    let _ = writeln!(text, "{passed}, {failed}");
    text
}

/// A failure in words, and its rows side by side.
pub fn failure(failure: &Failure, color: bool) -> String {
    let ink = Ink(color);
    let mut text = format!("{}\n", failure.message);
    for change in &failure.changes {
        match change {
            Change::Same(1) => _ = writeln!(text, "  {}", ink.on(DIM, "1 row as expected")),
            Change::Same(rows) => _ = writeln!(text, "  {}", ink.on(DIM, &format!("{rows} rows as expected"))),
            Change::More(rows) => _ = writeln!(text, "  {}", ink.on(DIM, &format!("... and {rows} more"))),
            Change::Missing { expected, row } => {
                let _ = writeln!(text, "  row {}: expected, but not there", expected + 1);
                let _ = writeln!(text, "    {}", ink.on(RED, &format!("- {row}")));
            }
            Change::Extra { found, row } => {
                let _ = writeln!(text, "  row {} of the result:", found + 1);
                let _ = writeln!(text, "    {}", ink.on(GREEN, &format!("+ {row}")));
            }
            Change::Differs { expected, found, fields, same } => {
                let place = if expected == found {
                    format!("row {}", expected + 1)
                } else {
                    format!("row {}, found as row {}", expected + 1, found + 1)
                };
                let noun = if fields.len() == 1 { "field differs" } else { "fields differ" };
                let _ = writeln!(text, "  {place}: {} {noun}, {same} as expected", fields.len());
                fields.iter().for_each(|field| write_field(&mut text, field, ink));
            }
        }
    }
    text
}

fn write_field(text: &mut String, field: &FieldChange, ink: Ink) {
    let _ = writeln!(text, "    {}", ink.on(BOLD, &field.name));
    match (&field.expected, &field.found) {
        (Some(expected), Some(found)) => {
            let (expected, found) = (quote(expected), quote(found));
            let (left, right) = middles(&expected, &found);
            let _ = writeln!(text, "      expected {}", marked(&expected, &left, RED, ink));
            let _ = writeln!(text, "      found    {}", marked(&found, &right, GREEN, ink));
            if !ink.0 && (expected.chars().count() > SHORT || found.chars().count() > SHORT) {
                let before = found.get(..right.start).unwrap_or("").chars().count();
                let width = found.get(right.clone()).unwrap_or("").chars().count().max(1);
                let _ = writeln!(text, "               {}{}", " ".repeat(before), "^".repeat(width));
            }
        }
        (Some(expected), None) => {
            let _ = writeln!(text, "      expected {}", ink.on(RED, &quote(expected)));
            let _ = writeln!(text, "      found    no such field");
        }
        (None, found) => {
            let _ = writeln!(text, "      expected no such field");
            let _ = writeln!(text, "      found    {}", ink.on(GREEN, &quote(found.as_deref().unwrap_or(""))));
        }
    }
}

/// The parts of two texts between what they have in common at their beginnings and ends.
fn middles(left: &str, right: &str) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let same = left.chars().zip(right.chars()).take_while(|(a, b)| a == b);
    let start: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let (left_rest, right_rest) = (left.get(start..).unwrap_or(""), right.get(start..).unwrap_or(""));
    let same = left_rest.chars().rev().zip(right_rest.chars().rev()).take_while(|(a, b)| a == b);
    let end: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    (start..left.len() - end, start..right.len() - end)
}

fn marked(text: &str, part: &std::ops::Range<usize>, color: &str, ink: Ink) -> String {
    let (before, middle) = (text.get(..part.start).unwrap_or(""), text.get(part.clone()).unwrap_or(""));
    format!("{before}{}{}", ink.on(color, middle), text.get(part.end..).unwrap_or(""))
}

/// Whether there are colours.
#[derive(Clone, Copy)]
struct Ink(bool);

impl Ink {
    fn on(self, color: &str, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("{color}{text}{PLAIN}") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_of_two_texts_is_what_lies_between() {
        for (left, right, one, other) in [
            ("openssl req", "openssl rsa", "eq", "sa"),
            ("aa", "aaa", "", "a"),
            ("é", "è", "é", "è"),
            ("", "x", "", "x"),
        ] {
            let (a, b) = middles(left, right);
            assert_eq!((left.get(a), right.get(b)), (Some(one), Some(other)), "{left} {right}");
        }
    }
}
