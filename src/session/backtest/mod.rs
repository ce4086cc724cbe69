//! Many queries over the same events: what each would have found, on which days, and which values it found most.

mod hits;
mod rows;

use std::collections::BTreeMap;
use std::time::Duration;

pub use hits::Hits;
pub use rows::{by_day, by_query, json};

use crate::diagnostic::Diagnostic;
use crate::eval::{self, Options, Stop};
use crate::event::source::EventSource;
use crate::exec::Settings;
use crate::plan::{self, Plan};
use crate::source::SourceFile;

/// Fields whose most frequent values are told, where nobody asks for others.
pub const FIELDS: [&str; 4] = ["ComputerName", "UserName", "FileName", "ParentBaseFileName"];
/// How many values of a field are told.
const TOP: usize = 3;

/// What a query would have found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The query's name.
    pub query: String,
    /// Its result rows.
    pub hits: u64,
    /// Rows by day; those that tell no time stand under the empty text.
    pub days: BTreeMap<String, u64>,
    /// For each field its most frequent values, the most frequent first.
    pub noisiest: Vec<(String, Vec<(String, u64)>)>,
    /// Time in the query, summed over workers, without reading.
    pub time: Duration,
    /// Events read for it.
    pub events: u64,
    /// Whether it had passes of its own over the events.
    pub ran_apart: bool,
    /// Why its run ended before the events did; the figures are those until then.
    pub stopped: Option<Stop>,
    /// Warnings of its run.
    pub warnings: Vec<String>,
    /// Why it has no result.
    pub failure: Option<String>,
}

/// A query that is to be run.
pub struct Candidate {
    /// Its text, under the name that it is told by.
    pub source: SourceFile,
    plan: Option<Plan>,
    /// What was found about it.
    pub findings: Vec<Diagnostic>,
}

impl Candidate {
    /// Compiles a query.
    pub fn new(source: SourceFile, settings: &Settings) -> Self {
        let (plan, findings) = plan::compile(&source.text, settings, &[]);
        Self { source, plan, findings }
    }

    /// Whether it can run.
    pub fn can_run(&self) -> bool {
        self.plan.is_some()
    }
}

/// Runs all queries in one pass over the events; those that cannot run are left out.
pub fn backtest(
    candidates: &[Candidate],
    fields: &[String],
    settings: &Settings,
    source: &dyn EventSource,
    options: &Options<'_>,
) -> Vec<Found> {
    let runnable: Vec<(&Candidate, &Plan)> =
        candidates.iter().filter_map(|candidate| Some((candidate, candidate.plan.as_ref()?))).collect();
    let plans: Vec<&Plan> = runnable.iter().map(|(_, plan)| *plan).collect();
    let sinks: Vec<Hits> = plans.iter().map(|_| Hits::new(fields, settings.zone.clone())).collect();
    let reports = eval::run_many(&plans, source, options, &sinks);
    let all = runnable.iter().zip(sinks).zip(reports);
    all.map(|(((candidate, _), hits), report)| {
        let query = candidate.source.name.clone();
        let (days, counted) = hits.into_counts();
        match report {
            Ok(report) => Found {
                query,
                hits: report.report.rows,
                days,
                noisiest: counted.into_iter().map(|(field, values)| (field, most(values))).collect(),
                time: report.time,
                events: report.report.read,
                ran_apart: report.ran_apart,
                stopped: report.report.stopped,
                warnings: report
                    .report
                    .warnings
                    .iter()
                    .filter(|warning| warning.code != crate::diagnostic::codes::IMPLIED_TAIL)
                    .map(|warning| format!("[{}] {}", warning.code, warning.message))
                    .collect(),
                failure: None,
            },
            Err(failure) => Found {
                query,
                hits: 0,
                days: BTreeMap::new(),
                noisiest: Vec::new(),
                time: Duration::ZERO,
                events: 0,
                ran_apart: false,
                stopped: None,
                warnings: Vec::new(),
                failure: Some(failure.message),
            },
        }
    })
    .collect()
}

/// The most frequent values; of equally frequent ones the first by name.
fn most(values: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut values: Vec<(String, u64)> = values.into_iter().collect();
    values.sort_by(|(one, often), (other, more)| more.cmp(often).then_with(|| one.cmp(other)));
    values.truncate(TOP);
    values
}
