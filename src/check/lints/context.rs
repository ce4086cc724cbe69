//! What a lint sees: the query, as written and in official form, and what is known about its surroundings.

use std::collections::HashMap;

use crate::ast::{ExprKind, Filter, FilterKind, MatchOperator, Pattern, Query, StepKind};
use crate::check::arguments::literal;
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
    /// Whether it may see Windows events.
    pub windows: bool,
    copies: HashMap<&'a str, Copy<'a>>,
}

/// A field that holds what another one holds.
#[derive(Clone, Copy, Debug)]
pub struct Copy<'n> {
    /// The other field.
    pub field: &'n str,
    /// What became of its letters.
    pub case: Case,
}

/// What became of the letters of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Nothing.
    Same,
    /// They are small.
    Lower,
    /// They are capitals.
    Upper,
}

impl<'a> Context<'a> {
    /// Gathers the facts.
    pub fn new(input: &Input<'a>) -> Self {
        let Input { text, written, query, settings, facts } = *input;
        let flow = flow::analyse(query);
        let falcon = falcon::speaks_of(&flow);
        let survey = survey::survey(query);
        let windows = !survey.filters.iter().any(|site| !site.negated && other_platform(site.filter));
        let copies = copies(&survey);
        Self { text, written, query, settings, facts, survey, flow, falcon, windows, copies }
    }

    /// The field that this one is a copy of, or itself.
    pub fn origin<'n>(&'n self, name: &'n str) -> Copy<'n> {
        let mut copy = Copy { field: name, case: Case::Same };
        // A chain of copies is short, and `x := lower(x)` must end.
        for _ in 0..4 {
            let Some(next) = self.copies.get(copy.field) else { break };
            let case = if copy.case == Case::Same { next.case } else { copy.case };
            let own = next.field == copy.field;
            copy = Copy { field: next.field, case };
            if own {
                break;
            }
        }
        copy
    }

    /// Whether the filter is a whole step, where a function call may stand in its place.
    pub fn is_step(&self, filter: &Filter) -> bool {
        self.survey.filters.iter().any(|site| site.step && std::ptr::eq(site.filter, filter))
    }

    /// Whether a comment stands within these bytes.
    pub fn has_comment(&self, start: usize, end: usize) -> bool {
        self.written.comments.iter().any(|comment| comment.span.start() >= start && comment.span.end() <= end)
    }
}

/// Whether a filter lets through the events of another platform than Windows only.
fn other_platform(filter: &Filter) -> bool {
    match &filter.kind {
        FilterKind::Match { field, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) } => {
            field.text == "event_platform"
                && ["lin", "mac", "ios", "android", "k8s"].contains(&text.value.to_lowercase().as_str())
        }
        _ => false,
    }
}

/// Fields that are assigned once, from another field.
fn copies<'a>(survey: &Survey<'a>) -> HashMap<&'a str, Copy<'a>> {
    let mut copies = HashMap::new();
    let steps = survey.pipelines.iter().flat_map(|site| &site.pipeline.steps);
    for step in steps {
        let StepKind::Assign { target, value, .. } = &step.kind else { continue };
        let copy = match &value.kind {
            ExprKind::Word { text, pattern: false } => Some(Copy { field: text, case: Case::Same }),
            ExprKind::Call(call) => {
                let case = match call.function.to_ascii_lowercase().as_str() {
                    "lower" => Some(Case::Lower),
                    "upper" => Some(Case::Upper),
                    _ => None,
                };
                let argument = call.arguments.iter().find(|argument| {
                    argument.name.as_ref().is_none_or(|name| name.text == "field") && literal(&argument.value).is_some()
                });
                match (case, argument.map(|argument| &argument.value.kind)) {
                    (Some(case), Some(ExprKind::Word { text, .. } | ExprKind::Text(text))) => {
                        Some(Copy { field: text, case })
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        match copy {
            Some(copy) if !copies.contains_key(target.text.as_str()) => {
                copies.insert(target.text.as_str(), Some(copy));
            }
            // Assigned again: it may hold anything.
            _ => {
                copies.insert(target.text.as_str(), None);
            }
        }
    }
    copies.into_iter().filter_map(|(name, copy)| Some((name, copy?))).collect()
}
