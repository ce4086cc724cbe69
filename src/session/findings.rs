//! The codes of findings, explained.

use std::fmt::Write;

use crate::check::{self, Explanation};
use crate::diagnostic::{Code, render, suggest};
use crate::exec::Settings;
use crate::source::SourceFile;

/// All codes, a line for each.
pub fn list() -> String {
    let mut text = String::new();
    let width = check::codes().map(|code| code.name().len()).max().unwrap_or(0);
    for code in check::codes() {
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
    let code = check::code(name).ok_or_else(|| {
        let near = suggest::closest(name, check::codes().map(Code::name));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        format!("unknown code {name}{hint}")
    })?;
    let Explanation { what, why, example, instead } = check::explain(name).unwrap_or_default();
    let group = check::lints::group(code).map_or_else(String::new, |group| format!(", {}", group.name()));
    let mut text = format!("{} ({}{group})\n\n{what}\n", code.name(), code.severity().name());
    if !why.is_empty() {
        let _ = write!(text, "\n{why}\n");
    }
    if !example.is_empty() {
        let source = SourceFile::new("example", example);
        let mut findings = super::check(example, &Settings::default());
        if !findings.iter().any(|finding| finding.code == code) {
            findings = super::check(example, &Settings { lenient: false, ..Settings::default() });
        }
        findings.retain(|finding| finding.code == code);
        let _ = write!(text, "\n{}", render::text(&findings, &source, color));
    }
    if !instead.is_empty() {
        let _ = write!(text, "\nInstead:\n\n    {}\n", instead.replace('\n', "\n    "));
    }
    Ok(text)
}
