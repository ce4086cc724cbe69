//! A query over input that grows: the state of its aggregate is kept, and what is new is merged into it.
//!
//! The cost of what is new is that of reading it; the cost of a result is that of finishing a copy of the state. After any
//! number of additions the result is that of one run over everything, in the order in which it came. Only sums of decimals
//! can differ in their last digits: the borders of the additions are not those of the grid of a whole run.

use super::{CollectRows, Interval, Options, Pass, Report, Shared, Sink, Stop, prepare, worker};
use crate::diagnostic::codes;
use crate::event::Row;
use crate::event::source::{EventSource, ReadRequest};
use crate::exec::context::{Failure, Warnings};
use crate::exec::{Pipeline, Reduction, States};
use crate::plan::Plan;

/// A query that is being evaluated.
pub struct Live<'p> {
    pipeline: &'p Pipeline,
    request: ReadRequest,
    interval: Interval,
    shared: Shared,
    /// The states of the first aggregate; none before the first event.
    states: Option<Box<dyn States>>,
    /// What is known of all that was read, results aside.
    report: Report,
    /// What finishing the last result had to say.
    finishing: Warnings,
}

impl<'p> Live<'p> {
    /// Begins. The subqueries of the plan run now, over `present`, and never again.
    ///
    /// # Errors
    /// When a subquery fails, or the query makes its own events, so that there is nothing to follow.
    pub fn new(plan: &'p Plan, present: &dyn EventSource, options: &Options<'_>) -> Result<Self, Failure> {
        if plan.pipeline.source.is_some() {
            let message = "this query makes its own events, so there is no input that it could follow".to_owned();
            return Err(Failure { code: codes::CANNOT_FOLLOW, message });
        }
        let mut report = Report::default();
        let shared = prepare(plan, present, options, &mut report)?;
        let mut request = plan.request.clone();
        request.strict = options.strict;
        let interval = Interval { start: plan.settings.start, end: plan.settings.end };
        Ok(Self {
            pipeline: &plan.pipeline,
            request,
            interval,
            shared,
            states: None,
            report,
            finishing: Warnings::default(),
        })
    }

    /// Whether the query has an aggregate, so that its result changes as a whole and does not only grow.
    pub fn has_aggregate(&self) -> bool {
        self.pipeline.has_aggregate()
    }

    /// Takes in all events of a source, as those that come after all before; gives how many they are. Without an aggregate the
    /// sink gets what passes.
    ///
    /// # Errors
    /// When the query fails; it cannot go on then.
    pub fn update<S: Sink>(&mut self, news: &dyn EventSource, options: &Options<'_>, sink: &S) -> Result<u64, Failure> {
        let pass = Pass { pipeline: self.pipeline, interval: self.interval, request: &self.request };
        let before = self.report.read;
        let states = self.states.take();
        let (merged, _) = worker::read(&pass, &self.shared, news, options, sink, &mut self.report, states)?;
        self.states = merged.states;
        self.report.rows += merged.rows;
        self.report.stopped = self.report.stopped.or(merged.stopped);
        Ok(self.report.read - before)
    }

    /// The result as of now; none without an aggregate. The state stays as it is.
    ///
    /// # Errors
    /// When the query fails while it finishes.
    pub fn rows(&mut self) -> Result<Vec<Row>, Failure> {
        let Some(reduction) = &self.pipeline.reduce else { return Ok(Vec::new()) };
        let mut states = match &mut self.states {
            Some(states) => copy(reduction, &mut **states)?,
            None => reduction.aggregate.start(),
        };
        let context = self.shared.context();
        let rows = reduction.finish_states(&mut *states, &context);
        let (warnings, failure) = context.into_findings();
        if let Some(failure) = failure {
            return Err(failure);
        }
        self.report.rows = rows.len() as u64;
        self.finishing = warnings;
        Ok(rows)
    }

    /// Why reading was stopped before all that was there had been read, if it was.
    pub fn stopped(&self) -> Option<Stop> {
        self.report.stopped
    }

    /// Events read so far.
    pub fn read(&self) -> u64 {
        self.report.read
    }

    /// What is known so far; of the result, what was known when it was last asked for.
    pub fn report(&self) -> Report {
        let mut report = self.report.clone();
        report.warnings.absorb(self.finishing.clone());
        report
    }
}

/// States that can be finished while the others live on.
fn copy(reduction: &Reduction, states: &mut dyn States) -> Result<Box<dyn States>, Failure> {
    let aggregate = &*reduction.aggregate;
    aggregate.encode(states).and_then(|bytes| aggregate.decode(&bytes)).map_err(|error| Failure {
        code: codes::STATE,
        message: format!("the state of the aggregate could not be copied: {}", error.0),
    })
}

/// The rows that a plan gives for sources that come one after the other: what tests compare with one run.
///
/// # Errors
/// When the query fails.
pub fn collect(plan: &Plan, sources: &[&dyn EventSource], options: &Options<'_>) -> Result<Vec<Row>, Failure> {
    let nothing = crate::event::source::RowSource::new(Vec::new(), 1);
    let mut live = Live::new(plan, &nothing, options)?;
    let sink = CollectRows::default();
    for source in sources {
        live.update(*source, options, &sink)?;
        // A result in between must leave the state alone.
        live.rows()?;
    }
    if live.has_aggregate() { live.rows() } else { Ok(sink.into_rows()) }
}
