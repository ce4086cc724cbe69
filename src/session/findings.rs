//! The codes of findings, explained.

use std::fmt::Write;

use super::check;
use crate::diagnostic::{Code, render, suggest};
use crate::exec::Settings;
use crate::source::SourceFile;

/// All codes, a line for each.
pub fn list() -> String {
    let mut text = String::new();
    let width = Code::all().map(|code| code.name().len()).max().unwrap_or(0);
    for code in Code::all() {
        let padding = " ".repeat(width - code.name().len());
        let _ = writeln!(text, "{}{padding}  {:<7}  {}", code.name(), code.severity().name(), code.info().summary);
    }
    text
}

/// A code with an example.
///
/// # Errors
/// When there is no such code; names the nearest.
pub fn explain(name: &str, color: bool) -> Result<String, String> {
    let code = Code::named(name).ok_or_else(|| {
        let near = suggest::closest(name, Code::all().map(Code::name));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        format!("unknown code {name}{hint}")
    })?;
    let mut text = format!("{} ({})\n\n{}\n", code.name(), code.severity().name(), code.info().summary);
    let example = code.info().example;
    if !example.is_empty() {
        let source = SourceFile::new("example", example);
        let mut findings = check(example, &Settings::default());
        if !findings.iter().any(|finding| finding.code == code) {
            findings = check(example, &Settings { lenient: false, ..Settings::default() });
        }
        findings.retain(|finding| finding.code == code);
        let _ = write!(text, "\n{}", render::text(&findings, &source, color));
    }
    Ok(text)
}
