//! Where fields come from and go to: what each step reads, writes and drops, and whether the fields after it are known.
//!
//! It never guesses: where a function's fields depend on data, on files or on other queries, the fields after it are
//! open, and lints are silent about them.

mod call;
mod outputs;
mod walk;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::ast::{Query, Step};
use crate::source::Span;

/// The field flow of a query.
#[derive(Debug, Default)]
pub struct Flow<'a> {
    /// Every pipeline; the query's own comes first.
    pub pipelines: Vec<PipelineFlow<'a>>,
}

/// The field flow of one pipeline.
#[derive(Debug, Default)]
pub struct PipelineFlow<'a> {
    /// Its steps.
    pub steps: Vec<StepFlow<'a>>,
    /// The pipeline and step that it is part of; none for the query and for subqueries over all events.
    pub parent: Option<(usize, usize)>,
}

/// The field flow of one step.
#[derive(Debug)]
pub struct StepFlow<'a> {
    /// The step.
    pub step: &'a Step,
    /// Fields that it reads itself, by name.
    pub reads: Vec<Read>,
    /// Fields that its branches and subqueries read.
    pub inner_reads: Vec<Read>,
    /// Whether it may read fields that it does not name.
    pub reads_unknown: bool,
    /// Fields that it or its branches write.
    pub writes: Vec<Write>,
    /// Fields that it takes away by name.
    pub removes: Vec<String>,
    /// Whether it may leave fewer fields than there were.
    pub closes: bool,
    /// Whether it may add fields that it does not name.
    pub may_add: bool,
    /// Whether it replaces all events by rows.
    pub aggregates: bool,
    /// The fields before it.
    pub before: Fields,
    /// The fields after it.
    pub after: Fields,
}

/// A field that is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// Its name.
    pub name: String,
    /// Where the query names it; the call when it is a default.
    pub span: Span,
    /// How much its absence matters.
    pub need: Need,
}

/// How much the absence of a field matters to what reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Without it the step finds, or computes, nothing.
    Value,
    /// The step is there for events without it: `f != *`, `default()`, `coalesce()`, `drop()`.
    Perhaps,
    /// The query does not name it.
    Implied,
}

/// A field that is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// Its name.
    pub name: String,
    /// Where the query names it; the call when it is a default.
    pub span: Span,
    /// How it is named.
    pub by: By,
    /// Whether only some events get it.
    pub maybe: bool,
    /// Whether the event is sure to hold the new value afterwards: a computed value that is null leaves the old one.
    pub certain: bool,
}

/// How the query names a field that it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// `name := ...`, `as=name`.
    Name,
    /// A named group of a regex.
    Capture,
    /// Not at all: the function's default.
    Default,
}

/// Which fields there are.
#[derive(Clone, Debug, Default)]
pub enum Fields {
    /// Any.
    #[default]
    Open,
    /// These alone.
    Closed(Rc<Closed>),
}

/// A known set of fields: what a step left or added, on top of what was there before it. A long query adds a few fields
/// at each of many steps, and none of them copies the whole set.
#[derive(Clone, Debug)]
pub struct Closed {
    own: BTreeSet<String>,
    gone: Option<String>,
    before: Option<Rc<Closed>>,
    /// The step that left only these: where it stands.
    pub by: Span,
}

impl Closed {
    /// Whether a name that is one of these satisfies the test.
    fn any(&self, name: &str, test: impl Fn(&BTreeSet<String>) -> bool) -> bool {
        let mut next = Some(self);
        while let Some(closed) = next {
            if test(&closed.own) {
                return true;
            }
            if closed.gone.as_deref() == Some(name) {
                return false;
            }
            next = closed.before.as_deref();
        }
        false
    }

    /// The names, sorted.
    pub fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut gone: Vec<&str> = Vec::new();
        let mut next = Some(self);
        while let Some(closed) = next {
            names.extend(closed.own.iter().filter(|name| !gone.contains(&name.as_str())).cloned());
            gone.extend(closed.gone.as_deref());
            next = closed.before.as_deref();
        }
        names
    }
}

impl Fields {
    /// Whether an event may have the field.
    pub fn may_have(&self, name: &str) -> bool {
        match self {
            Self::Open => true,
            Self::Closed(closed) => {
                // Of an array, any member may be meant.
                let stem = name.split('[').next().unwrap_or(name);
                let member = |own: &BTreeSet<String>| own.iter().any(|own| own.starts_with(stem));
                closed.any(name, |own| own.contains(name) || (stem != name && member(own)))
            }
        }
    }

    /// These fields alone, left by the step at `by`.
    fn closed(names: impl IntoIterator<Item = String>, by: Span) -> Self {
        Self::Closed(Rc::new(Closed { own: names.into_iter().collect(), gone: None, before: None, by }))
    }

    fn changed(&self, own: BTreeSet<String>, gone: Option<String>) -> Self {
        match self {
            Self::Closed(closed) if !own.is_empty() || gone.is_some() => {
                Self::Closed(Rc::new(Closed { own, gone, before: Some(Rc::clone(closed)), by: closed.by }))
            }
            same => same.clone(),
        }
    }

    fn with(&self, names: impl IntoIterator<Item = String>) -> Self {
        self.changed(names.into_iter().filter(|name| !self.may_have(name)).collect(), None)
    }

    fn without(&self, name: &str) -> Self {
        self.changed(BTreeSet::new(), Some(name.to_owned()))
    }

    fn union(self, other: &Self) -> Self {
        match other {
            Self::Open => Self::Open,
            Self::Closed(right) => self.with(right.names()),
        }
    }
}

impl StepFlow<'_> {
    /// Everything that the step and what is inside it reads.
    pub fn all_reads(&self) -> impl Iterator<Item = &Read> {
        self.reads.iter().chain(&self.inner_reads)
    }
}

/// Follows the fields of a query.
pub fn analyse(query: &Query) -> Flow<'_> {
    let mut walk = walk::Walk::default();
    walk.pipeline(&query.pipeline, Fields::Open, None);
    walk.flow
}

#[cfg(test)]
mod tests;
