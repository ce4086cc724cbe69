//! What a lint sees: the query, as written and in official form, and what is known about its surroundings.

use crate::ast::Query;
use crate::check::flow::{self, Flow};
use crate::exec::Settings;

use super::falcon;
use super::survey::{self, Survey};

/// What the caller knows beside the query. Plain data: lints read no files.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// All field names of the events that the query is meant for.
    pub fields: Option<Vec<String>>,
    /// The file that the query comes from.
    pub file: Option<File>,
}

/// A query file.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Its path.
    pub path: String,
    /// Whether tests stand beside it.
    pub tested: bool,
    /// The ATT&CK techniques of its header; none when it has no header.
    pub attack: Option<Vec<String>>,
}

/// What lints are run on.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The query's text.
    pub text: &'a str,
    /// The tree as written.
    pub written: &'a Query,
    /// The tree after the lenient dialect's calls were rewritten.
    pub query: &'a Query,
    /// The settings of the check.
    pub settings: &'a Settings,
    /// What is known besides.
    pub facts: &'a Facts,
}

/// What a lint sees.
pub struct Context<'a> {
    /// The query's text.
    pub text: &'a str,
    /// The tree as written.
    pub written: &'a Query,
    /// The tree after the lenient dialect's calls were rewritten.
    pub query: &'a Query,
    /// The settings of the check.
    pub settings: &'a Settings,
    /// What is known besides.
    pub facts: &'a Facts,
    /// Lists of what the official tree holds.
    pub survey: Survey<'a>,
    /// Where fields come from and go to.
    pub flow: Flow<'a>,
    /// Whether the query speaks of Falcon events.
    pub falcon: bool,
}

impl<'a> Context<'a> {
    /// Gathers the facts.
    pub fn new(input: &Input<'a>) -> Self {
        let Input { text, written, query, settings, facts } = *input;
        let flow = flow::analyse(query);
        let falcon = falcon::speaks_of(&flow);
        Self { text, written, query, settings, facts, survey: survey::survey(query), flow, falcon }
    }
}
