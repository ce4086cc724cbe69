//! Runs a plan over a source: the one loop, with one thread or several, with the same result.
//!
//! Chunks of the input's fixed grid are mapped and reduced on their own, by whichever worker is free, and their outcomes
//! are merged in grid order. One thread is the case of one worker.

pub mod live;
mod many;
mod merge;
mod profile;
pub mod walk;
mod worker;

use std::ops::ControlFlow;
use std::sync::Arc;

pub use many::{PlanReport, run_many};
pub use profile::StageProfile;

use crate::diagnostic::codes;
use crate::event::source::{EventSource, ReadRequest, RowSource};
use crate::event::{Event, Projection, Row};
use crate::exec::arguments::Subquery;
use crate::exec::context::{Failure, Tables, Warnings};
use crate::exec::{Context, Pipeline, Settings};
use crate::lookup::Table;
use crate::plan::Plan;
use crate::symbol::Symbols;

/// Rows of a chunk of events that a function made.
const ROWS_IN_CHUNK: usize = 4096;

/// How many events the product shows of a query without an aggregate (language notes 13).
const IMPLIED_TAIL: usize = 200;

/// How to run.
pub struct Options<'o> {
    /// Workers, at least one.
    pub threads: usize,
    /// Count and time each stage.
    pub profile: bool,
    /// Decode every line, also those that cannot match.
    pub strict: bool,
    /// Ship each partial state as bytes before merging it, as a distributed run does.
    pub ship_states: bool,
    /// Asked between chunks whether to stop, and why.
    pub interrupt: Option<&'o (dyn Fn() -> Option<Stop> + Sync)>,
    /// Told between chunks how many bytes and events have been read.
    pub progress: Option<&'o (dyn Fn(Progress) + Sync)>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { threads: 1, profile: false, strict: false, ship_states: false, interrupt: None, progress: None }
    }
}

/// How far a pass is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// Bytes read, before decompression.
    pub bytes: u64,
    /// Bytes there are; 0 when not known.
    pub total: u64,
    /// Events read so far in this pass.
    pub events: u64,
}

/// Why a run ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The user stopped it.
    Cancelled,
    /// It took more memory than allowed.
    Memory,
    /// It took more time than allowed.
    Time,
}

/// What a worker makes of events, for a sink.
pub trait Gathered: Default + Send {
    /// How much it holds, for [`Gathered::cut`].
    fn length(&self) -> usize {
        0
    }

    /// Takes back what came since it held so much: the event turned out to be damaged. Whoever cannot take back looks at
    /// [`Event::is_damaged`] before it keeps anything.
    fn cut(&mut self, _length: usize) {}
}

impl<T: Send> Gathered for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn cut(&mut self, length: usize) {
        self.truncate(length);
    }
}

/// Takes the results, in order.
pub trait Sink: Sync {
    /// What a worker makes of the events of one chunk.
    type Part: Gathered;

    /// Adds an event that passed all stages; called by workers.
    fn event(&self, part: &mut Self::Part, event: &Event<'_>);

    /// Takes the parts in grid order. `Break` ends the run (a closed pipe).
    fn part(&self, part: Self::Part) -> ControlFlow<()>;

    /// Takes the rows of an aggregate, or of events made by the query.
    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()>;
}

/// What is known after a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What the user should know about the result.
    pub warnings: Warnings,
    /// Events read in the main pass.
    pub read: u64,
    /// Result rows.
    pub rows: u64,
    /// Stages with counts and times, when asked for.
    pub profile: Vec<StageProfile>,
    /// Why the run ended early, if it did; the result is partial then.
    pub stopped: Option<Stop>,
}

/// Runs a plan.
///
/// # Errors
/// When the query fails while it runs; results may have been delivered before.
pub fn run<S: Sink>(plan: &Plan, source: &dyn EventSource, options: &Options<'_>, sink: &S) -> Result<Report, Failure> {
    let mut report = Report::default();
    let shared = prepare(plan, source, options, &mut report)?;
    if report.stopped.is_some() {
        return Ok(report);
    }
    let mut request = plan.request.clone();
    request.strict = options.strict;
    let interval = Interval { start: plan.settings.start, end: plan.settings.end };
    let pass = Pass { pipeline: &plan.pipeline, interval, request: &request };
    run_pass(&pass, &shared, source, options, sink, &mut report)?;
    if plan.pipeline.reduce.is_none() && report.rows > IMPLIED_TAIL as u64 {
        report.warnings.add(
            codes::IMPLIED_TAIL,
            format!("LogScale would show only the {IMPLIED_TAIL} newest of these events; end the query with tail() or head() to choose"),
            1,
        );
    }
    Ok(report)
}

/// What all passes of a plan share, with the rows of its subqueries; some are missing when the report says that it stopped.
fn prepare(
    plan: &Plan,
    source: &dyn EventSource,
    options: &Options<'_>,
    report: &mut Report,
) -> Result<Shared, Failure> {
    let mut shared = Shared {
        settings: plan.settings.clone(),
        symbols: plan.symbols.clone(),
        record_projection: Projection::new(&plan.symbols, plan.settings.lenient, false, None).checking(options.strict),
        strict: options.strict,
        row_projection: Arc::new(Projection::new(&plan.symbols, plan.settings.lenient, true, None)),
        tables: Arc::default(),
    };
    for (number, subquery) in plan.subqueries.iter().enumerate() {
        let mut request = plan.subquery_requests.get(number).cloned().unwrap_or_default();
        request.strict = options.strict;
        let rows = run_subquery(subquery, &request, &shared, source, options, report)?;
        if report.stopped.is_some() {
            break;
        }
        Arc::make_mut(&mut shared.tables).push(Arc::new(Table::from_rows(rows)));
    }
    Ok(shared)
}

/// Runs a plan and keeps all results as rows.
///
/// # Errors
/// When the query fails while it runs.
pub fn collect(plan: &Plan, source: &dyn EventSource, options: &Options<'_>) -> Result<(Vec<Row>, Report), Failure> {
    let sink = CollectRows::default();
    let report = run(plan, source, options, &sink)?;
    Ok((sink.into_rows(), report))
}

/// What all passes share.
struct Shared {
    settings: Arc<Settings>,
    symbols: Arc<Symbols>,
    record_projection: Projection,
    /// Whether every byte of a record is checked.
    strict: bool,
    row_projection: Arc<Projection>,
    tables: Arc<Tables>,
}

impl Shared {
    fn context(&self) -> Context {
        Context::new(self.settings.clone(), self.symbols.clone(), self.row_projection.clone(), self.tables.clone())
    }
}

/// One pass of a pipeline over the source.
struct Pass<'p> {
    pipeline: &'p Pipeline,
    interval: Interval,
    request: &'p ReadRequest,
}

/// The search interval; start inclusive, end exclusive (language notes 14).
#[derive(Clone, Copy, Default)]
struct Interval {
    start: Option<i64>,
    end: Option<i64>,
}

fn run_subquery(
    subquery: &Subquery,
    request: &ReadRequest,
    shared: &Shared,
    source: &dyn EventSource,
    options: &Options<'_>,
    report: &mut Report,
) -> Result<Vec<Row>, Failure> {
    let interval =
        Interval { start: subquery.start.or(shared.settings.start), end: subquery.end.or(shared.settings.end) };
    let pass = Pass { pipeline: &subquery.pipeline, interval, request };
    let sink = CollectRows::default();
    let mut own = Report::default();
    run_pass(&pass, shared, source, options, &sink, &mut own)?;
    report.warnings.absorb(own.warnings);
    report.stopped = report.stopped.or(own.stopped);
    let mut rows = sink.into_rows();
    if let Some((limit, function)) = subquery.limit
        && rows.len() > limit
    {
        report.warnings.add(
            codes::LIMIT_REACHED,
            format!("the subquery of {function}() gave {} rows; only the first {limit} are used", rows.len()),
            1,
        );
        rows.truncate(limit);
    }
    Ok(rows)
}

fn run_pass<S: Sink>(
    pass: &Pass<'_>,
    shared: &Shared,
    source: &dyn EventSource,
    options: &Options<'_>,
    sink: &S,
    report: &mut Report,
) -> Result<(), Failure> {
    match &pass.pipeline.source {
        None => worker::run(pass, shared, source, options, sink, report),
        Some(maker) => {
            let context = shared.context();
            let rows = maker.rows(&context);
            let (warnings, failure) = context.into_findings();
            report.warnings.absorb(warnings);
            if let Some(failure) = failure {
                return Err(failure);
            }
            // Made events do not lie in the search interval; it is for what is stored.
            let pass = Pass { interval: Interval::default(), ..*pass };
            worker::run(&pass, shared, &RowSource::new(rows, ROWS_IN_CHUNK), options, sink, report)
        }
    }
}

/// Keeps everything as rows.
#[derive(Default)]
pub struct CollectRows(std::sync::Mutex<Vec<Row>>);

impl CollectRows {
    /// What was collected.
    pub fn into_rows(self) -> Vec<Row> {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for CollectRows {
    type Part = Vec<Row>;

    fn event(&self, part: &mut Vec<Row>, event: &Event<'_>) {
        part.push(event.to_row());
    }

    fn part(&self, part: Vec<Row>) -> ControlFlow<()> {
        self.rows(part)
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(rows);
        ControlFlow::Continue(())
    }
}
