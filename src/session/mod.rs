//! What a REPL, a command or a server needs to work with queries and events; no terminal.
//!
//! [`Session::load`], [`Session::compile`] and [`Session::run`] are for whoever brings its own output.
//! [`Session::handle`] answers an entry of an interactive session, a query or a command, with texts;
//! [`Session::complete`] and [`Session::hint`] help while it is typed.

pub mod backtest;
mod case;
mod check;
mod command;
pub mod complete;
pub mod describe;
pub mod entry;
pub mod fields;
pub mod findings;
mod follow;
pub mod highlight;
pub mod host;
pub mod issues;
mod kept;
pub mod live;
pub mod live_screen;
pub mod mapped;
mod matched;
pub mod names;
pub mod page;
pub mod parts;
mod picked;
pub mod portable;
pub mod profile;
mod query;
mod range;
pub mod reply;
mod said;
mod sample;
mod show;
mod summary;
mod timeline;
mod value_kind;
pub mod why;
pub mod words;

use std::sync::Arc;

pub use check::{check, check_with};
pub use host::{Host, Quiet};
pub use range::Range;
pub use reply::{Block, Kind, Next, Reply};

use crate::diagnostic::Diagnostic;
use crate::eval::{self, Options, Report, Sink};
use crate::event::source::RowSource;
use crate::exec::Settings;
use crate::exec::context::Failure;
use crate::input::{Input, InputError, InputOptions};
use crate::output::{FORMATS, Format};
use crate::plan::{self, Plan};
use kept::Outcome;
use said::Said;
use sample::Catalog;

/// The format of a new session: the first of the table, which is for people.
static FOR_PEOPLE: &Format = FORMATS[0];

/// Loaded events and the settings under which queries run over them.
pub struct Session {
    /// What the user decides about runs.
    pub settings: Settings,
    /// How input is read.
    pub input_options: InputOptions,
    /// Workers of the queries that [`Session::handle`] runs; at least one.
    pub threads: usize,
    /// Whether these queries decode every line.
    pub strict: bool,
    /// Whether these queries count and time each stage.
    pub profile: bool,
    /// The search interval as it was asked for; resolved anew for each of these queries.
    pub range: Range,
    /// How results are shown.
    pub format: &'static Format,
    /// Whether pictures are drawn with plain characters.
    pub ascii: bool,
    paths: Vec<String>,
    input: Option<Arc<Input>>,
    catalog: Catalog,
    last_query: Option<String>,
    /// The queries that were run, each once, the latest last.
    history: Vec<String>,
    outcome: Option<Outcome>,
    said: Said,
}

impl Session {
    /// A session without events.
    pub fn new(settings: Settings, input_options: InputOptions) -> Self {
        Self {
            settings,
            input_options,
            threads: 1,
            strict: false,
            profile: false,
            range: Range::default(),
            format: FOR_PEOPLE,
            ascii: false,
            paths: Vec::new(),
            input: None,
            catalog: Catalog::default(),
            last_query: None,
            history: Vec::new(),
            outcome: None,
            said: Said::default(),
        }
    }

    /// Takes these files, folders and patterns as the events, in place of those before.
    ///
    /// # Errors
    /// When one of them is not there or cannot be read; the events before stay.
    pub fn load(&mut self, paths: &[String]) -> Result<&Input, InputError> {
        let input = Arc::new(Input::open(paths, self.input_options.clone())?);
        self.paths = paths.to_vec();
        Ok(self.input.insert(input))
    }

    /// The paths that were loaded.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// The events; none before [`Session::load`].
    pub fn input(&self) -> Option<&Arc<Input>> {
        self.input.as_ref()
    }

    /// A query's plan, unless it has errors, and all findings about it. `reads`: fields that the output wants although
    /// the query may not name them.
    pub fn compile(&self, text: &str, reads: &[&str]) -> (Option<Plan>, Vec<Diagnostic>) {
        plan::compile(text, &self.settings, reads)
    }

    /// The findings about a query; what depends on the place where it runs is a warning.
    pub fn check(&self, text: &str) -> Vec<Diagnostic> {
        check(text, &self.settings)
    }

    /// Runs a plan over the loaded events.
    ///
    /// # Errors
    /// When the query fails while it runs.
    pub fn run<S: Sink>(&self, plan: &Plan, options: &Options<'_>, sink: &S) -> Result<Report, Failure> {
        match &self.input {
            Some(input) => eval::run(plan, &**input, options, sink),
            None => eval::run(plan, &RowSource::new(Vec::new(), 1), options, sink),
        }
    }

    /// Answers an entry: a command when it begins with a colon, else a query.
    pub fn handle(&mut self, entry: &str, host: &dyn Host) -> Reply {
        let text = entry::join(entry);
        match text.trim_start().strip_prefix(entry::COMMAND_MARK) {
            Some(command) => command::run(self, command, host),
            None => self.query(&text, host),
        }
    }

    /// Whether an entry goes on after its last line, as far as can be told.
    pub fn continues(&self, entry: &str) -> bool {
        entry::continues(entry, &self.settings)
    }
}
