//! What holds for a query: options, the nearest `offscale.toml`, and the fields of its events.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::sources::Source;
use super::{Arguments, Trouble};
use crate::check::lints::{Facts, Level, Selection};
use crate::cli::options::{Dialect, QueryOptions};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::exec::Settings;
use crate::input::InputOptions;
use crate::session::{self, Quiet, Session, fields, portable};

/// What holds for the queries of a folder.
pub struct Surrounding {
    /// The settings of the check.
    pub settings: Settings,
    selection: Selection,
    deny_warnings: bool,
    portable: bool,
    fields: Option<Vec<String>>,
}

/// What holds in each folder, read once.
pub struct Surroundings<'a> {
    arguments: &'a Arguments,
    of_folders: HashMap<PathBuf, Rc<Surrounding>>,
    of_files: HashMap<Option<PathBuf>, Rc<Surrounding>>,
}

impl<'a> Surroundings<'a> {
    /// Nothing read yet.
    pub fn new(arguments: &'a Arguments) -> Self {
        Self { arguments, of_folders: HashMap::new(), of_files: HashMap::new() }
    }

    /// What holds in a folder.
    ///
    /// # Errors
    /// When a settings file or the data that it names cannot be read.
    pub fn of(&mut self, folder: &Path) -> Result<Rc<Surrounding>, Trouble> {
        if let Some(known) = self.of_folders.get(folder) {
            return Ok(known.clone());
        }
        let config = Config::of_folder(folder)?;
        let around = match self.of_files.get(&config.file) {
            Some(known) => known.clone(),
            None => {
                let around = Rc::new(Surrounding::new(self.arguments, &config)?);
                self.of_files.insert(config.file.clone(), around.clone());
                around
            }
        };
        self.of_folders.insert(folder.to_owned(), around.clone());
        Ok(around)
    }
}

impl Surrounding {
    /// The command line over a settings file.
    fn new(arguments: &Arguments, config: &Config) -> Result<Self, Trouble> {
        let mut options: QueryOptions = arguments.query_options.clone();
        options.library.extend(config.library.paths.iter().cloned());
        options.lookups.extend(config.library.lookups.iter().cloned());
        let official = match (options.dialect, arguments.portable) {
            (Some(dialect), false) => dialect == Dialect::Logscale,
            (None, false) => config.check.official.unwrap_or(false),
            (_, true) => true,
        };
        options.dialect = Some(if official { Dialect::Logscale } else { Dialect::Lenient });
        let levels = [(&arguments.allow, Level::Allow), (&arguments.warn, Level::Warn), (&arguments.deny, Level::Deny)];
        let rules = levels.into_iter().flat_map(|(names, level)| names.iter().map(move |name| (name.clone(), level)));
        let data = if arguments.data.is_empty() { &config.check.data } else { &arguments.data };
        Ok(Self {
            settings: options.settings()?,
            selection: config.check.selection(&rules.collect::<Vec<_>>()),
            deny_warnings: arguments.deny_warnings || config.check.deny_warnings,
            portable: arguments.portable,
            fields: if data.is_empty() { None } else { Some(fields_of(data)?) },
        })
    }

    /// What lints may know besides the query.
    pub fn facts(&self, source: &Source) -> Facts {
        Facts { fields: self.fields.clone(), file: source.facts() }
    }

    /// The findings about a text.
    pub fn check(&self, text: &str, facts: &Facts) -> Vec<Diagnostic> {
        let mut findings = session::check_with(text, &self.settings, facts, &self.selection);
        if self.portable && !findings.iter().any(Diagnostic::is_error) {
            // What LogScale takes, but in another meaning.
            let lenient = Settings { lenient: true, ..self.settings.clone() };
            let dialect = session::check_with(text, &lenient, facts, &self.selection);
            findings.extend(
                dialect.into_iter().filter(portable::is_dialect).map(|finding| finding.severity(Severity::Error)),
            );
            findings.sort_by_key(|finding| finding.primary.span.start);
        }
        for finding in &mut findings {
            if self.deny_warnings && finding.severity == Severity::Warning {
                finding.severity = Severity::Error;
            }
        }
        findings
    }
}

/// The names of all fields of the events of these files, after mapping.
fn fields_of(data: &[String]) -> Result<Vec<String>, Trouble> {
    let mut session = Session::new(Settings::default(), InputOptions::default());
    session.threads = std::thread::available_parallelism().map_or(1, usize::from);
    session.load(data)?;
    fields::names(&session, &Quiet).ok_or_else(|| Trouble("the events cannot be read".to_owned()))
}
