//! A query of a library whose header names no ATT&CK technique.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

lint! {
    "missing-attack" Info Library,
    what: "The header of the query names no ATT&CK technique.",
    why: "Coverage of a library is counted by technique; what has none is not counted, and nobody finds it by one.",
    example: "",
    instead: "",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(file) = &context.facts.file else { return };
    let Some(attack) = &file.attack else { return };
    if !attack.iter().any(|id| is_technique(id)) {
        findings.push(
            Diagnostic::new(CODE, Span::at(0), format!("the header of {} names no ATT&CK technique", file.path))
                .help("write attack = [\"T1059.001\"], or whichever it detects, in the .toml file beside it"),
        );
    }
}

/// `T1587`, `T1587.003`.
fn is_technique(id: &str) -> bool {
    let Some(number) = id.strip_prefix('T') else { return false };
    let (technique, sub) = number.split_once('.').unwrap_or((number, "000"));
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(technique, 4) && digits(sub, 3)
}
