//! Which findings are wanted: allowed, warned of, or denied, by code or by group.

use crate::diagnostic::{Code, Diagnostic, Severity};

use super::Group;

/// What is done with findings of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are left out.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

/// Rules in order; the last that names a finding's code or group holds. Empty: every finding has its own severity.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// A code, the name of a group, or `all`, with its level.
    pub rules: Vec<(String, Level)>,
}

impl Selection {
    /// The level that the rules give a code.
    pub fn level(&self, code: Code) -> Option<Level> {
        let group = super::group(code).map(Group::name);
        let names = |rule: &str| rule == "all" || rule == code.name() || Some(rule) == group;
        self.rules.iter().rev().find(|(rule, _)| names(rule)).map(|(_, level)| *level)
    }

    /// The rules that name neither a code nor a group.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let known = |name: &str| {
            name == "all" || Group::ALL.iter().any(|group| group.name() == name) || crate::check::code(name).is_some()
        };
        self.rules.iter().map(|(rule, _)| rule.as_str()).filter(move |rule| !known(rule))
    }

    /// Applies the rules. Errors stay: LogScale will not run the query, whatever is allowed.
    pub fn apply(&self, findings: &mut Vec<Diagnostic>) {
        if self.rules.is_empty() {
            return;
        }
        findings.retain(|finding| finding.is_error() || self.level(finding.code) != Some(Level::Allow));
        for finding in findings.iter_mut().filter(|finding| !finding.is_error()) {
            match self.level(finding.code) {
                Some(Level::Deny) => finding.severity = Severity::Error,
                Some(Level::Warn) => finding.severity = Severity::Warning,
                Some(Level::Allow) | None => {}
            }
        }
    }
}
