//! Findings as an editor shows them.

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Message,
    PublishDiagnosticsParams, Uri,
};

use super::open::Open;
use super::state::State;
use crate::diagnostic;

/// Codes about what does nothing; editors grey it out.
const UNNECESSARY: &[&str] = &[
    "double-negation",
    "duplicate-value",
    "needless-any",
    "needless-star",
    "overwritten-field",
    "redundant-exists",
    "redundant-star",
    "self-assignment",
    "unreachable-branch",
    "unused-allow",
    "unused-capture",
    "unused-field",
];
/// Codes about what LogScale advises against; editors strike it through.
const DEPRECATED: &[&str] = &["deprecated-function", "deprecated-parameter"];

/// The findings of a document; none when it is not open.
pub(super) fn of_document(state: &State, uri: &str) -> PublishDiagnosticsParams {
    let uri = Uri::from(uri);
    match state.open(&uri) {
        None => PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() },
        Some(open) => {
            let diagnostics = open.findings().iter().map(|finding| to_protocol(&open, finding)).collect();
            PublishDiagnosticsParams { uri, version: Some(open.document.version), diagnostics }
        }
    }
}

/// One finding.
pub(super) fn to_protocol(open: &Open<'_>, finding: &diagnostic::Diagnostic) -> Diagnostic {
    let related: Vec<DiagnosticRelatedInformation> = finding
        .secondary
        .iter()
        .map(|label| DiagnosticRelatedInformation { location: open.location(label.span), message: label.text.clone() })
        .collect();
    let severity = match finding.severity {
        diagnostic::Severity::Error => DiagnosticSeverity::Error,
        diagnostic::Severity::Warning => DiagnosticSeverity::Warning,
        diagnostic::Severity::Info => DiagnosticSeverity::Information,
    };
    Diagnostic {
        range: open.range(finding.primary.span),
        severity: Some(severity),
        code: Some(Code::String(finding.code.name().to_owned())),
        source: Some("offscale".to_owned()),
        message: Message::String(message(finding)),
        tags: tag(finding.code.name()).map(|tag| vec![tag]),
        related_information: (!related.is_empty()).then_some(related),
        code_description: None,
        data: None,
    }
}

/// The sentence, what stands at the place, and what to do: editors have one text for all of it.
fn message(finding: &diagnostic::Diagnostic) -> String {
    let mut text = finding.message.clone();
    if !finding.primary.text.is_empty() {
        text.push('\n');
        text.push_str(&finding.primary.text);
    }
    for (kind, lines) in [("note", &finding.notes), ("help", &finding.helps)] {
        for line in lines {
            text.push_str(&format!("\n{kind}: {line}"));
        }
    }
    text
}

fn tag(code: &str) -> Option<DiagnosticTag> {
    match () {
        () if UNNECESSARY.contains(&code) => Some(DiagnosticTag::Unnecessary),
        () if DEPRECATED.contains(&code) => Some(DiagnosticTag::Deprecated),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn tags_are_for_codes_that_there_are() {
        let gone: Vec<&&str> =
            UNNECESSARY.iter().chain(DEPRECATED).filter(|name| check::code(name).is_none()).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
}
