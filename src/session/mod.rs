//! What a REPL, a command or a server needs to work with queries and events; no terminal.

mod check;
pub mod describe;
pub mod entry;
pub mod host;
pub mod issues;
pub mod profile;
pub mod reply;
pub mod words;

use std::sync::Arc;

pub use check::check;
pub use host::{Host, Quiet};
pub use reply::{Block, Kind, Next, Reply};

use crate::diagnostic::Diagnostic;
use crate::eval::{self, Options, Report, Sink};
use crate::exec::Settings;
use crate::exec::context::Failure;
use crate::input::{Input, InputError, InputOptions};
use crate::plan::{self, Plan};

/// Loaded events and the settings under which queries run over them.
pub struct Session {
    /// What the user decides about runs.
    pub settings: Settings,
    /// How input is read.
    pub input_options: InputOptions,
    paths: Vec<String>,
    input: Option<Arc<Input>>,
}

impl Session {
    /// A session without events.
    pub fn new(settings: Settings, input_options: InputOptions) -> Self {
        Self { settings, input_options, paths: Vec::new(), input: None }
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
            None => eval::run(plan, &crate::event::source::RowSource::new(Vec::new(), 1), options, sink),
        }
    }
}
