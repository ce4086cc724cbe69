//! Findings about a query that is not run here: those of reading it, and those of the lints.

use crate::check::dialect;
use crate::check::lints::{self, Facts, Input, Selection, suppress};
use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::exec::Settings;
use crate::plan;

/// The findings about a query; what depends on the place where it runs is a warning.
pub fn check(text: &str, settings: &Settings) -> Vec<Diagnostic> {
    check_with(text, settings, &Facts::default(), &Selection::default())
}

/// As [`check`], with what is known about the query's file and data, and a choice of findings.
pub fn check_with(text: &str, settings: &Settings, facts: &Facts, selection: &Selection) -> Vec<Diagnostic> {
    let (written, mut findings) = plan::read(text, settings);
    let query = dialect::rewrite(written.clone(), text, &mut findings, settings.lenient);
    let (_, of_plan) = plan::plan(&query, text, settings, &[]);
    findings.extend(of_plan);
    for finding in findings.iter_mut().filter(|finding| depends_on_place(finding.code)) {
        finding.severity = Severity::Warning;
    }
    // First a query must be right, then it can be good: beside errors, lints would judge what is not there.
    let whole = !findings.iter().any(|finding| finding.is_error() && !is_whole(finding.code));
    if whole {
        findings.extend(lints::run(&Input { text, written: &written, query: &query, settings, facts }));
    }
    suppress::suppress(&written, text, &mut findings, whole);
    selection.apply(&mut findings);
    findings.sort_by_key(|finding| finding.primary.span.start);
    findings
}

/// Whether a query with such an error says all that it is meant to say.
fn is_whole(code: Code) -> bool {
    code == codes::DIALECT || code == codes::CLOUD_ONLY
}

/// Whether a finding says something about the place of the run (files, values, data) and not about the query.
pub(super) fn depends_on_place(code: Code) -> bool {
    [
        codes::UNKNOWN_SAVED_QUERY,
        codes::UNKNOWN_LOOKUP,
        codes::PARAMETER_WITHOUT_VALUE,
        codes::NEEDS_DATA,
        codes::NOT_IMPLEMENTED,
    ]
    .contains(&code)
}
