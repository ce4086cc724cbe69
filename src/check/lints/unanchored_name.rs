//! A regex for a file's name that other names match as well.

use super::shape::{Alternative, Kind, Piece};
use super::{Context, falcon};
use crate::diagnostic::{Applicability, Diagnostic, Severity};

lint! {
    "unanchored-name" Warning Correctness,
    what: "A regex for a file's name does not say where the name begins.",
    why: "cmd\\.exe is found in notcmd.exe too. A rule then reports other programs; an exclusion lets a program through that only has to be named so.",
    example: "FileName = /cmd\\.exe/i",
    instead: "FileName = /^cmd\\.exe$/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests) {
        let Some(field) = site.field.as_deref() else { continue };
        let origin = context.origin(field).field;
        let (name, path) = (falcon::is_file_name(origin), falcon::is_path(origin));
        let Some(shape) = site.shape.as_deref().filter(|_| name || path) else { continue };
        let Some(loose) = names(shape).into_iter().find(|alternative| is_loose(alternative)) else { continue };
        let text = site.source.get(loose.range.clone()).unwrap_or("").replace("\\.", ".");
        // A report too many is a nuisance; an exclusion too wide is a hole.
        let severity = if site.negated { Severity::Warning } else { Severity::Info };
        let label = if site.negated { "a program named so is excluded" } else { "found inside other names too" };
        let mut finding = Diagnostic::new(CODE, site.span, format!("other names that end in {text} match as well"))
            .severity(severity)
            .label(label);
        let anchors = ['^', '$'].iter().any(|anchor| site.source.contains(*anchor)) || site.source.starts_with("(?");
        match site.exact(0..site.source.len(), context.text) {
            Some(span) if name && !anchors => {
                let source = span.of(context.text);
                let fixed = if shape.len() > 1 { format!("^(?:{source})$") } else { format!("^{source}$") };
                finding = finding.fix("take the whole name", span, fixed, Applicability::Unsafe);
            }
            _ if path => finding = finding.help("begin the name with \\\\ and end it with $"),
            _ => finding = finding.help("begin the name with ^ and end it with $"),
        }
        findings.push(finding);
    }
}

/// The alternatives of a regex that is nothing but alternatives.
fn names(shape: &[Alternative]) -> Vec<&Alternative> {
    match shape {
        [Alternative { pieces, .. }] => match pieces.as_slice() {
            [Piece { kind: Kind::Group { alternatives, .. }, counter, .. }] if counter.is_empty() => {
                alternatives.iter().collect()
            }
            _ => shape.iter().collect(),
        },
        _ => shape.iter().collect(),
    }
}

/// Whether an alternative is a name with its ending, and begins anywhere.
fn is_loose(alternative: &Alternative) -> bool {
    let pieces: Vec<&Piece> =
        alternative.pieces.iter().filter(|piece| !matches!(piece.kind, Kind::Flags(_) | Kind::End)).collect();
    let word: Option<String> = pieces.iter().map(|piece| piece.literal()).collect();
    let Some(word) = word else { return false };
    let Some((stem, ending)) = word.rsplit_once('.') else { return false };
    let letters = |text: &str| text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'));
    !stem.is_empty() && letters(stem) && falcon::ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}
