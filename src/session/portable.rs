//! The official text of a query: what LogScale itself takes, with the same rows.

use super::check::depends_on_place;
use crate::diagnostic::fix::{self, Fixed, Level};
use crate::diagnostic::{Diagnostic, codes};
use crate::exec::Settings;
use crate::plan;

/// The query in official CQL: every construct that only the lenient dialect knows is rewritten. A query that is official
/// already comes back as it is.
///
/// # Errors
/// What LogScale would still refuse after all rewrites; the findings are about the text as far as it was rewritten, which
/// comes with them.
pub fn portable(text: &str, settings: &Settings) -> Result<String, Refused> {
    let fixed = rewrite(text, settings, true);
    let mut left = refusals(&fixed.text, settings);
    // What LogScale takes, but in another meaning.
    if left.is_empty() {
        left.extend(fixed.left.into_iter().filter(is_dialect));
    }
    if left.is_empty() { Ok(fixed.text) } else { Err(Refused { text: fixed.text, findings: left }) }
}

/// The query with every construct of the lenient dialect rewritten that can be; `unsafe_too`: also where the rewrite may
/// not be what was meant.
pub fn rewrite(text: &str, settings: &Settings, unsafe_too: bool) -> Fixed {
    let lenient = Settings { lenient: true, ..settings.clone() };
    let level = Level { unsafe_too, wanted: &is_dialect };
    fix::apply(text, level, &|text| read(text, &lenient))
}

/// A query that could not be rewritten entirely.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The text as far as it was rewritten.
    pub text: String,
    /// What is left.
    pub findings: Vec<Diagnostic>,
}

/// Why LogScale would refuse the query; empty when it would take it. What depends on the place of the run (lookup files,
/// saved queries, values of parameters) does not count.
pub fn refusals(text: &str, settings: &Settings) -> Vec<Diagnostic> {
    let official = Settings { lenient: false, ..settings.clone() };
    read(text, &official).into_iter().filter(Diagnostic::is_error).collect()
}

/// What reading and planning the query finds, without lints and whatever its comments suppress.
fn read(text: &str, settings: &Settings) -> Vec<Diagnostic> {
    let (_, mut findings) = plan::compile(text, settings, &[]);
    findings.retain(|finding| !depends_on_place(finding.code));
    findings
}

/// Whether a finding of the lenient dialect is about a construct that LogScale does not have.
pub fn is_dialect(diagnostic: &Diagnostic) -> bool {
    [codes::DIALECT, codes::MISSING_BAR].contains(&diagnostic.code)
}
