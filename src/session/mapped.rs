//! What the input was recognised as, in lines for people.

use std::fmt::Write;

use super::words::counted;
use crate::input::{Choice, MappingReport};

/// The lines; none when all records were taken as they are.
pub fn lines(report: &MappingReport) -> Vec<String> {
    let mut lines = Vec::new();
    for files in report.files.iter().filter(|files| files.changes) {
        let more = match files.count {
            1 => String::new(),
            count => format!(" and {}", counted(count as u64 - 1, "more file", "more files")),
        };
        lines.push(format!("note: mapped as {}: {}{more}", files.sources.join(", then "), files.first));
    }
    let inventories: Vec<String> = report
        .inventories
        .iter()
        .map(|(name, count)| format!("{name} ({})", counted(*count as u64, "file", "files")))
        .collect();
    if !inventories.is_empty() {
        lines.push(format!("note: not read as events but to complete them: {}", inventories.join(", ")));
    }
    lines.extend(unknown(report));
    if !lines.is_empty() {
        lines.push("note: --map none reads everything as it is".to_owned());
    }
    lines
}

/// Says that nothing is known to complete events from.
fn unknown(report: &MappingReport) -> Option<String> {
    (report.computers == Some(0)).then(|| {
        "note: no ComputerName: there is no inventory of hosts in the input; name one with --aidmaster".to_owned()
    })
}

/// The mappings with their meaning.
pub fn list() -> String {
    let width = Choice::all().map(|(name, _)| name.len()).max().unwrap_or(0);
    Choice::all().fold(String::new(), |mut text, (name, summary)| {
        let _ = writeln!(text, "{name:width$}  {summary}");
        text
    })
}

/// What one mapping does, as a table of Markdown.
///
/// # Errors
/// When there is no mapping of that name.
pub fn describe(name: &str) -> Result<String, String> {
    let names = || Choice::all().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
    let rows = Choice::table(name).ok_or_else(|| format!("there is no mapping `{name}`; there are {}", names()))?;
    let summary = Choice::all().find(|(known, _)| *known == name).map_or("", |(_, summary)| summary);
    let mut text = format!("{name}: {summary}\n");
    if rows.is_empty() {
        text.push_str("It makes no fields of its own.\n");
        return Ok(text);
    }
    text.push_str("\n| events | field | made from |\n|---|---|---|\n");
    for row in rows {
        let from = match row.value {
            Some(value) => format!("always `{value}`"),
            None => row.from.iter().map(|from| format!("`{from}`")).collect::<Vec<_>>().join(", "),
        };
        let values = if row.values.is_empty() { String::new() } else { format!(": {}", row.values) };
        let _ = writeln!(text, "| {} | `{}` | {from}{values} |", row.events, row.field);
    }
    Ok(text)
}
