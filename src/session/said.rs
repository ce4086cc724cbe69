//! Which warnings have been said, so that a query that is edited and run again does not say them each time.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::input::IssueReport;

/// What the user knows already.
#[derive(Default)]
pub(super) struct Said {
    /// Findings about the query before.
    findings: BTreeSet<(&'static str, String)>,
    /// Codes that are said once in a session.
    once: BTreeSet<&'static str>,
    issues: IssueReport,
}

impl Said {
    /// Cuts the findings down to those that the query before did not have; also how many were left out. Errors stay.
    pub fn only_new(&mut self, findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, usize) {
        let key = |finding: &Diagnostic| (finding.code.name(), finding.message.clone());
        let before = std::mem::replace(&mut self.findings, findings.iter().map(key).collect());
        let all = findings.len();
        let new: Vec<Diagnostic> =
            findings.into_iter().filter(|finding| finding.is_error() || !before.contains(&key(finding))).collect();
        let left_out = all - new.len();
        (new, left_out)
    }

    /// Whether this is the first time.
    pub fn first_time(&mut self, code: &'static str) -> bool {
        self.once.insert(code)
    }

    /// Whether the issues differ from those shown last.
    pub fn are_new(&mut self, issues: &IssueReport) -> bool {
        let are_new = self.issues != *issues;
        self.issues = issues.clone();
        are_new
    }

    /// Other events are loaded: their issues are not known yet.
    pub fn forget_issues(&mut self) {
        self.issues = IssueReport::default();
    }
}
