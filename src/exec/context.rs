//! What a running query can ask for: settings, results of subqueries, and where it leaves its warnings.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::arguments::SubqueryId;
use crate::diagnostic::Code;
use crate::event::Projection;
use crate::lookup::{LookupFiles, Table};
use crate::symbol::Symbols;
use crate::value::time::Zone;

/// What the user decides about a run. The clock and files come in here; nothing below asks the system.
#[derive(Clone)]
pub struct Settings {
    /// The time that `now()` gives, in epoch milliseconds.
    pub now: i64,
    /// Start of the search interval, inclusive, epoch milliseconds; events before it are dropped.
    pub start: Option<i64>,
    /// End of the search interval, exclusive, epoch milliseconds.
    pub end: Option<i64>,
    /// The time zone of the query.
    pub zone: Zone,
    /// Values of `?parameters`.
    pub parameters: BTreeMap<String, Vec<String>>,
    /// Lookup files.
    pub lookups: Arc<dyn LookupFiles>,
    /// Databases of places and networks, where the user has given some.
    pub geography: Option<Arc<dyn super::geography::Geography>>,
    /// Saved queries.
    pub library: Arc<dyn SavedQueries>,
    /// Whether the constructs and aliases of the lenient dialect hold (`_time` reads as `@timestamp`, ...).
    pub lenient: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            now: 0,
            start: None,
            end: None,
            zone: Zone::utc(),
            parameters: BTreeMap::new(),
            lookups: Arc::new(crate::lookup::MemoryLookups::default()),
            geography: None,
            library: Arc::new(MemoryQueries::default()),
            lenient: true,
        }
    }
}

/// Something the user should know about a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The stable code.
    pub code: Code,
    /// One sentence.
    pub message: String,
    /// How often it happened.
    pub count: u64,
}

/// Warnings of a run, each once, in the order of their first appearance.
#[derive(Clone, Debug, Default)]
pub struct Warnings(Vec<Warning>);

impl Warnings {
    /// Adds one, or counts it when it is there already.
    pub fn add(&mut self, code: Code, message: impl Into<String>, count: u64) {
        let message = message.into();
        match self.0.iter_mut().find(|known| known.code == code && known.message == message) {
            Some(known) => known.count += count,
            None => self.0.push(Warning { code, message, count }),
        }
    }

    /// Takes over the warnings of another part of the run.
    pub fn absorb(&mut self, other: Warnings) {
        for warning in other.0 {
            self.add(warning.code, warning.message, warning.count);
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Warning> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A finding that ends the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The stable code.
    pub code: Code,
    /// One sentence.
    pub message: String,
}

/// Results of the subqueries that have run.
pub type Tables = Vec<Arc<Table>>;

/// What the parts of a running query share. One for each worker; workers' warnings are joined in the end.
pub struct Context {
    /// What the user decided.
    pub settings: Arc<Settings>,
    /// The field names of the query.
    pub symbols: Arc<Symbols>,
    /// How rows become events again.
    pub row_projection: Arc<Projection>,
    tables: Arc<Tables>,
    warnings: RefCell<Warnings>,
    failure: RefCell<Option<Failure>>,
    regex_budget_hits: Cell<u64>,
    scratch: Cell<String>,
}

impl Context {
    /// A context without warnings.
    pub fn new(
        settings: Arc<Settings>,
        symbols: Arc<Symbols>,
        row_projection: Arc<Projection>,
        tables: Arc<Tables>,
    ) -> Self {
        Self {
            settings,
            symbols,
            row_projection,
            tables,
            warnings: RefCell::default(),
            failure: RefCell::default(),
            regex_budget_hits: Cell::new(0),
            scratch: Cell::default(),
        }
    }

    /// The result of a subquery.
    pub fn table(&self, id: SubqueryId) -> Option<&Arc<Table>> {
        self.tables.get(id.index())
    }

    /// Lends an empty text to write a result into, whose room is reused from event to event. One that is asked for
    /// while another is lent starts without room.
    pub fn with_scratch<T>(&self, write: impl FnOnce(&mut String) -> T) -> T {
        let mut text = self.scratch.take();
        text.clear();
        let result = write(&mut text);
        self.scratch.set(text);
        result
    }

    /// Leaves a warning.
    pub fn warn(&self, code: Code, message: impl Into<String>) {
        self.warnings.borrow_mut().add(code, message, 1);
    }

    /// Ends the run with an error; the first one counts.
    pub fn fail(&self, code: Code, message: impl Into<String>) {
        self.failure.borrow_mut().get_or_insert_with(|| Failure { code, message: message.into() });
    }

    /// Whether the run has failed.
    pub fn failed(&self) -> bool {
        self.failure.borrow().is_some()
    }

    /// Counts an event for which a regex ran out of steps.
    pub fn regex_gave_up(&self) {
        self.regex_budget_hits.set(self.regex_budget_hits.get() + 1);
    }

    /// Warnings and failure, for the end of a worker.
    pub fn into_findings(self) -> (Warnings, Option<Failure>) {
        let mut warnings = self.warnings.into_inner();
        let hits = self.regex_budget_hits.get();
        if hits > 0 {
            warnings.add(
                crate::diagnostic::codes::REGEX_BUDGET,
                "a regex took too many steps; those events count as not matching",
                hits,
            );
        }
        (warnings, self.failure.into_inner())
    }
}

/// Saved queries, by the name that `$name()` uses.
pub trait SavedQueries: Send + Sync {
    /// The text of a saved query; `None` when there is none of that name, an error when it cannot be told or read.
    fn text(&self, name: &str) -> Option<Result<Arc<str>, String>>;

    /// The names there are, for "did you mean".
    fn names(&self) -> Vec<String>;
}

/// Saved queries held in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryQueries(pub BTreeMap<String, Arc<str>>);

impl SavedQueries for MemoryQueries {
    fn text(&self, name: &str) -> Option<Result<Arc<str>, String>> {
        self.0.get(name).cloned().map(Ok)
    }

    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}
