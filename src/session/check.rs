//! Findings about a query that is not run here.

use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::exec::Settings;
use crate::plan;

/// The findings about a query; what depends on the place where it runs is a warning.
pub fn check(text: &str, settings: &Settings) -> Vec<Diagnostic> {
    let (_, diagnostics) = plan::compile(text, settings, &[]);
    let place = |diagnostic: Diagnostic| match depends_on_place(diagnostic.code) {
        true => diagnostic.severity(Severity::Warning),
        false => diagnostic,
    };
    diagnostics.into_iter().map(place).collect()
}

/// Whether a finding says something about the place of the run (files, values, data) and not about the query.
fn depends_on_place(code: Code) -> bool {
    [
        codes::UNKNOWN_SAVED_QUERY,
        codes::UNKNOWN_LOOKUP,
        codes::PARAMETER_WITHOUT_VALUE,
        codes::NEEDS_DATA,
        codes::NOT_IMPLEMENTED,
    ]
    .contains(&code)
}
