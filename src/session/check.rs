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
    // Half a query would be judged by what is missing. What only the dialect accepts is whole.
    let whole = !findings.iter().any(|finding| finding.is_error() && finding.code != codes::DIALECT);
    let query = dialect::rewrite(written.clone(), text, &mut findings, settings.lenient);
    let (_, of_plan) = plan::plan(&query, text, settings, &[]);
    findings.extend(of_plan);
    for finding in findings.iter_mut().filter(|finding| depends_on_place(finding.code)) {
        finding.severity = Severity::Warning;
    }
    if whole {
        findings.extend(lints::run(&Input { text, written: &written, query: &query, settings, facts }));
    }
    suppress::suppress(&written, text, &mut findings);
    selection.apply(&mut findings);
    findings.sort_by_key(|finding| finding.primary.span.start);
    findings
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
