//! Pipelines that run over the whole source before the pipeline that needs their rows.

use super::Pipeline;

/// The number of a subquery, whose result a running query finds in its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubqueryId(usize);

impl SubqueryId {
    /// Position in the order of running.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A pipeline that runs over the whole source before the pipeline that needs its rows.
pub struct Subquery {
    /// What it runs.
    pub pipeline: Pipeline,
    /// Its own interval, where given: epoch milliseconds.
    pub start: Option<i64>,
    /// End of its own interval.
    pub end: Option<i64>,
    /// The most rows it may give, and the function that says so.
    pub limit: Option<(usize, &'static str)>,
}

/// All subqueries of a query, in an order in which each comes after those it needs.
#[derive(Default)]
pub struct Subqueries(pub Vec<Subquery>);

impl Subqueries {
    /// Adds one.
    pub fn add(&mut self, subquery: Subquery) -> SubqueryId {
        self.0.push(subquery);
        SubqueryId(self.0.len() - 1)
    }
}
