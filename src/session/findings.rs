//! The codes of findings, explained.

use std::fmt::Write;

use crate::check::{self, Explanation};
use crate::diagnostic::{Code, Diagnostic, render, suggest};
use crate::exec::Settings;
use crate::source::SourceFile;

/// All codes, by name.
fn by_name() -> Vec<Code> {
    let mut codes: Vec<Code> = check::codes().collect();
    codes.sort_by_key(|code| code.name());
    codes
}

/// All codes, a line for each.
pub fn list() -> String {
    let mut text = String::new();
    let width = check::codes().map(|code| code.name().len()).max().unwrap_or(0);
    for code in by_name() {
        let padding = " ".repeat(width - code.name().len());
        let _ = writeln!(text, "{}{padding}  {:<7}  {}", code.name(), code.severity().name(), code.info().summary);
    }
    text
}

/// What a code means and why it matters, without its example.
pub fn in_words(code: Code) -> String {
    let Explanation { what, why, instead, .. } = check::explain(code.name()).unwrap_or_default();
    let mut text = what.to_owned();
    for part in [why, instead].into_iter().filter(|part| !part.is_empty()) {
        text.push_str("\n\n");
        text.push_str(part);
    }
    text
}

/// A code and all that is known of it, as one JSON object; all codes, one a line, without a name.
///
/// # Errors
/// When there is no such code; names the nearest.
pub fn json(name: Option<&str>) -> Result<String, String> {
    let codes = match name {
        Some(name) => vec![code(name)?],
        None => by_name(),
    };
    Ok(codes.into_iter().map(|code| format!("{}\n", object(code))).collect())
}

fn object(code: Code) -> serde_json::Value {
    let Explanation { what, why, example, instead } = check::explain(code.name()).unwrap_or_default();
    let source = SourceFile::new("example", example);
    serde_json::json!({
        "code": code.name(),
        "severity": code.severity().name(),
        "group": check::lints::group(code).map(check::lints::Group::name),
        "what": what,
        "why": why,
        "example": example,
        "rendered": render::text(&raised(code, example), &source, false).trim_end(),
        "instead": instead,
    })
}

fn code(name: &str) -> Result<Code, String> {
    check::code(name).ok_or_else(|| {
        let near = suggest::closest(name, check::codes().map(Code::name));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        format!("unknown code {name}{hint}")
    })
}

/// The findings of a code about its example, in the dialect where it occurs.
fn raised(code: Code, example: &str) -> Vec<Diagnostic> {
    if example.is_empty() {
        return Vec::new();
    }
    let of = |lenient: bool| {
        let mut findings = super::check(example, &Settings { lenient, ..Settings::default() });
        findings.retain(|finding| finding.code == code);
        findings
    };
    let findings = of(true);
    if findings.is_empty() { of(false) } else { findings }
}

/// A code with an example.
///
/// # Errors
/// When there is no such code; names the nearest.
pub fn explain(name: &str, color: bool) -> Result<String, String> {
    let code = code(name)?;
    let Explanation { what, why, example, instead } = check::explain(name).unwrap_or_default();
    let group = check::lints::group(code).map_or_else(String::new, |group| format!(", {}", group.name()));
    let mut text = format!("{} ({}{group})\n\n{what}\n", code.name(), code.severity().name());
    if !why.is_empty() {
        let _ = write!(text, "\n{why}\n");
    }
    if !example.is_empty() {
        let source = SourceFile::new("example", example);
        let _ = write!(text, "\n{}", render::text(&raised(code, example), &source, color));
    }
    if !instead.is_empty() {
        let _ = write!(text, "\nInstead:\n\n    {}\n", instead.replace('\n', "\n    "));
    }
    Ok(text)
}
