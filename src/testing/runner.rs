//! Runs a case in one of the ways that a query can run; all of them must give the same answer.

use std::sync::Arc;

use super::expectation::{Failure, Kind};
use super::{Case, report};
use crate::diagnostic::{Diagnostic, codes};
use crate::eval;
use crate::event::{Event, Row, TextSource};
use crate::exec::context::{MemoryQueries, SavedQueries};
use crate::exec::{Settings, Watch};
use crate::input::{Choice, Input, InputOptions};
use crate::lookup::{LookupFiles, MemoryLookups, Table};
use crate::plan::{self, Plan};

/// A way to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One worker, one chunk.
    Serial,
    /// Several workers over chunks of one line; partial states are shipped as bytes.
    Partitioned,
    /// Without the prefilter.
    Unoptimised,
    /// With probes in the plan, as tracing and coverage run it.
    Watched,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Serial, Self::Partitioned, Self::Unoptimised, Self::Watched];
}

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// Not as expected; says how.
    Failed(String),
}

/// Why a query gives no rows at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has errors.
    Refused(String),
    /// It failed while it ran.
    Failed(String),
    /// Its events cannot be read.
    Input(String),
}

impl Fault {
    /// What went wrong, without which of the three it was.
    pub fn message(&self) -> &str {
        match self {
            Self::Refused(message) | Self::Failed(message) | Self::Input(message) => message,
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(message) => write!(formatter, "the query was refused:\n{message}"),
            Self::Failed(message) => write!(formatter, "the query failed while it ran: {message}"),
            Self::Input(message) => write!(formatter, "the events cannot be read: {message}"),
        }
    }
}

/// A query under the settings of a case, ready to run. It keeps nothing of a run, so cases with the same settings share it.
pub struct Prepared {
    plan: Result<Plan, Fault>,
}

impl Prepared {
    /// Compiles the query of a case.
    ///
    /// # Errors
    /// When the case cannot be used.
    pub fn new(case: &Case, mode: Mode, base: &Settings, adjust: &dyn Fn(&mut Settings)) -> Result<Self, Failure> {
        let mut settings = settings(case, base).map_err(|message| Failure::new(Kind::Case, message))?;
        adjust(&mut settings);
        let (mut plan, diagnostics) = match mode {
            Mode::Watched => match plan::compile_watched(&case.query, &settings, Arc::new(Nobody)) {
                Ok(watched) => (Some(watched.plan), Vec::new()),
                Err(diagnostics) => (None, diagnostics),
            },
            Mode::Serial | Mode::Partitioned | Mode::Unoptimised => plan::compile(&case.query, &settings, &[]),
        };
        if mode == Mode::Unoptimised {
            plan.iter_mut().for_each(Plan::read_everything);
        }
        let refused = || {
            let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).map(describe);
            Fault::Refused(errors.collect::<Vec<_>>().join("\n"))
        };
        Ok(Self { plan: plan.ok_or_else(refused) })
    }

    /// The rows that the query gives for the events of a case.
    ///
    /// # Errors
    /// When it gives none at all.
    pub fn answer(&self, case: &Case, mode: Mode) -> Result<Vec<Row>, Fault> {
        let plan = self.plan.as_ref().map_err(Clone::clone)?;
        answer(case, plan, mode)
    }
}

/// A watcher that does not care.
struct Nobody;

impl Watch for Nobody {
    fn seen(&self, _: usize, _: Option<bool>, _: &Event<'_>) {}
}

/// What two cases must have in common to share a [`Prepared`].
pub fn key(case: &Case) -> String {
    let Case { query, dialect, start, end, now, files, lookups, params, saved, .. } = case;
    format!("{:?}", (query, dialect, start, end, now, files, lookups, params, saved))
}

/// Whether the case's query calls a function that is known but cannot be run yet.
pub fn lacks_function(case: &Case) -> bool {
    settings(case, &Settings::default()).is_ok_and(|settings| {
        let (_, diagnostics) = plan::compile(&case.query, &settings, &[]);
        diagnostics.iter().any(|diagnostic| diagnostic.code == codes::NOT_IMPLEMENTED)
    })
}

/// Runs a case.
pub fn run(case: &Case, mode: Mode) -> Outcome {
    run_with(case, mode, &|_| {})
}

/// Runs a case under settings that the case format has no words for.
pub fn run_with(case: &Case, mode: Mode, adjust: &dyn Fn(&mut Settings)) -> Outcome {
    let failure = match Prepared::new(case, mode, &Settings::default(), adjust) {
        Ok(prepared) => case.failure(&prepared.answer(case, mode)),
        Err(failure) => Some(failure),
    };
    failure.map_or(Outcome::Passed, |failure| Outcome::Failed(report::text::failure(&failure, false)))
}

/// The rows that the query of a case gives on its events, whatever the case expects.
///
/// # Errors
/// Why it gives none.
pub fn rows(case: &Case, mode: Mode) -> Result<Vec<crate::event::Row>, String> {
    let prepared = Prepared::new(case, mode, &Settings::default(), &|_| {}).map_err(|failure| failure.message)?;
    prepared.answer(case, mode).map_err(|fault| fault.to_string())
}

/// The settings of a case over those of the whole run.
pub(super) fn settings(case: &Case, base: &Settings) -> Result<Settings, String> {
    let mut lookups = MemoryLookups::default();
    for (name, text) in &case.files {
        lookups.insert(name.clone(), Table::from_file(name, text));
    }
    for (name, path) in &case.lookups {
        let path = case.folder.join(path);
        let bytes = std::fs::read(&path).map_err(|error| format!("lookup {name}: {}: {error}", path.display()))?;
        lookups.insert(name.clone(), Table::from_file(name, &String::from_utf8_lossy(&bytes)));
    }
    let library = case.saved.iter().map(|(name, text)| (name.clone(), Arc::from(text.as_str()))).collect();
    let lenient = match case.dialect.as_deref() {
        None => base.lenient,
        Some("lenient") => true,
        Some("logscale") => false,
        Some(other) => return Err(format!("unknown dialect {other:?}; there are lenient and logscale")),
    };
    Ok(Settings {
        now: case.now.or(case.end).unwrap_or(0),
        start: case.start,
        end: case.end,
        parameters: case.params.iter().map(|(name, values)| (name.clone(), values.to_list())).collect(),
        lookups: Arc::new(Layered { own: lookups, base: base.lookups.clone() }),
        library: Arc::new(Layered { own: MemoryQueries(library), base: base.library.clone() }),
        lenient,
        ..base.clone()
    })
}

/// What a case brings itself, before what the whole run has.
struct Layered<O, B> {
    own: O,
    base: B,
}

impl<O: SavedQueries> SavedQueries for Layered<O, Arc<dyn SavedQueries>> {
    fn text(&self, name: &str) -> Option<Result<Arc<str>, String>> {
        self.own.text(name).or_else(|| self.base.text(name))
    }

    fn names(&self) -> Vec<String> {
        self.own.names().into_iter().chain(self.base.names()).collect()
    }
}

impl<O: LookupFiles> LookupFiles for Layered<O, Arc<dyn LookupFiles>> {
    fn table(&self, name: &str) -> Option<Result<Arc<Table>, String>> {
        self.own.table(name).or_else(|| self.base.table(name))
    }

    fn names(&self) -> Vec<String> {
        self.own.names().into_iter().chain(self.base.names()).collect()
    }
}

/// The rows that a plan gives for the events of a case.
pub(super) fn answer(case: &Case, plan: &Plan, mode: Mode) -> Result<Vec<Row>, Fault> {
    let (grain, threads) = if mode == Mode::Partitioned { (1, 4) } else { (usize::MAX, 1) };
    let options = eval::Options { threads, ship_states: mode == Mode::Partitioned, ..eval::Options::default() };
    let collect = |source: &dyn crate::event::source::EventSource| {
        eval::collect(plan, source, &options).map(|(rows, _)| rows).map_err(|failure| Fault::Failed(failure.message))
    };
    match input(case, grain)? {
        None => collect(&TextSource::new(&case.input, grain)),
        Some(input) => {
            let rows = collect(&input);
            let issues = input.issues();
            match (issues.first.first(), issues.files.iter().find(|file| file.trouble.lost_input())) {
                (Some(bad), _) if bad.file == "-" => {
                    Err(Fault::Input(format!("line {} of the input: {}", bad.line, bad.reason)))
                }
                (Some(bad), _) => Err(Fault::Input(bad.to_string())),
                (None, Some(file)) => Err(Fault::Input(file.to_string())),
                (None, None) => rows,
            }
        }
    }
}

/// The input of a case as files; none when it is the lines of the case as they stand.
pub(super) fn input(case: &Case, grain: usize) -> Result<Option<Input>, Fault> {
    let map = case.map.as_deref().map(str::parse::<Choice>).transpose().map_err(Fault::Input)?;
    let options = |stdin: Option<Vec<u8>>, map: Choice| InputOptions {
        stdin,
        map,
        chunk_bytes: grain.min(4 << 20),
        ..InputOptions::default()
    };
    let opened = match (&case.file, map) {
        (None, None) => return Ok(None),
        (None, Some(map)) => Input::open(&["-"], options(Some(case.input.trim_start().as_bytes().to_vec()), map)),
        (Some(files), map) => {
            let paths: Vec<String> =
                files.to_list().iter().map(|path| case.folder.join(path).to_string_lossy().into_owned()).collect();
            Input::open(&paths, options(None, map.unwrap_or(Choice::Auto)))
        }
    };
    opened.map(Some).map_err(|error| Fault::Input(error.to_string()))
}

/// An error with all its words.
fn describe(diagnostic: &Diagnostic) -> String {
    let parts = [diagnostic.message.as_str(), diagnostic.primary.text.as_str()];
    let rest = diagnostic.notes.iter().chain(&diagnostic.helps).map(String::as_str);
    parts.into_iter().chain(rest).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
