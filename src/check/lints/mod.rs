//! Findings about queries that run, but perhaps not as meant: one file each, one registry.
//!
//! A new lint is a file with its descriptor and code, its two lines here (the module, the entry), and its cases in
//! `tests/lints`.

mod case_without_default;
pub mod context;
mod falcon;
mod regex_as_list;
pub mod selection;
pub(crate) mod shape;
pub mod suppress;
pub mod survey;

use crate::diagnostic::{Code, Diagnostic};

pub use context::{Context, Facts, File, Input};
pub use selection::{Level, Selection};

/// A check for one kind of mistake.
pub struct Lint {
    /// Name, severity, one sentence, and a query that triggers it.
    pub code: Code,
    /// Which kind of trouble it is about.
    pub group: Group,
    /// Why it matters to a detection.
    pub why: &'static str,
    /// A query that says it better.
    pub instead: &'static str,
    /// Adds its findings.
    pub check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// Kinds of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The query finds something else than it says.
    Correctness,
    /// An attacker gets past it with little effort.
    Evasion,
    /// It depends on the product's version or on undocumented behaviour.
    Portability,
    /// It asks for more work than it needs.
    Performance,
    /// It could be said more plainly.
    Style,
    /// It lacks what a shared library of queries wants.
    Library,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Correctness, Self::Evasion, Self::Portability, Self::Performance, Self::Style, Self::Library];

    /// The word used in listings and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Correctness => "correctness",
            Self::Evasion => "evasion",
            Self::Portability => "portability",
            Self::Performance => "performance",
            Self::Style => "style",
            Self::Library => "library",
        }
    }
}

/// Every lint, ordered by file name.
pub static ALL: &[&Lint] = &[&case_without_default::LINT, &regex_as_list::LINT];

/// The lint that raises a code.
pub fn lint(code: Code) -> Option<&'static Lint> {
    ALL.iter().copied().find(|lint| lint.code == code)
}

/// The group of a lint's code.
pub fn group(code: Code) -> Option<Group> {
    lint(code).map(|lint| lint.group)
}

/// Runs every lint, in the order of the text. A query of which a part could not be read has other troubles.
pub fn run(input: &Input<'_>) -> Vec<Diagnostic> {
    let context = Context::new(input);
    let mut findings = Vec::new();
    if context.survey.broken {
        return findings;
    }
    for lint in ALL {
        (lint.check)(&context, &mut findings);
    }
    findings.sort_by_key(|finding| finding.primary.span.start);
    findings
}
