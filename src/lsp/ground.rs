//! What holds for one document: the settings and the choice of findings of the folder that it lies in.

use std::sync::Arc;

use crate::check::lints::{Facts, Selection};
use crate::diagnostic::{Diagnostic, Severity};
use crate::exec::Settings;
use crate::library::saved::FolderQueries;
use crate::session;

/// What a document is checked under.
#[derive(Default)]
pub(super) struct Ground {
    pub settings: Settings,
    /// Where saved queries are.
    pub library: Arc<FolderQueries>,
    pub selection: Selection,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
}

impl Ground {
    /// The findings about a text.
    pub fn check(&self, text: &str) -> Vec<Diagnostic> {
        let mut findings = session::check_with(text, &self.settings, &Facts::default(), &self.selection);
        for finding in &mut findings {
            if self.deny_warnings && finding.severity == Severity::Warning {
                finding.severity = Severity::Error;
            }
        }
        findings
    }
}
