//! Runs a case in one of the ways that a query can run; all of them must give the same answer.

use std::sync::Arc;

use super::{Case, compare};
use crate::diagnostic::{Diagnostic, codes};
use crate::eval;
use crate::event::TextSource;
use crate::exec::Settings;
use crate::exec::context::MemoryQueries;
use crate::input::{Choice, Input, InputOptions};
use crate::lookup::{MemoryLookups, Table};
use crate::plan;

/// A way to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One worker, one chunk.
    Serial,
    /// Several workers over chunks of one line; partial states are shipped as bytes.
    Partitioned,
    /// Without the prefilter.
    Unoptimised,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Serial, Self::Partitioned, Self::Unoptimised];
}

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// Not as expected; says how.
    Failed(String),
}

/// Whether the case's query calls a function that is known but cannot be run yet.
pub fn lacks_function(case: &Case) -> bool {
    settings(case).is_ok_and(|settings| {
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
    let settings = match settings(case) {
        Ok(mut settings) => {
            adjust(&mut settings);
            settings
        }
        Err(message) => return Outcome::Failed(message),
    };
    match (answer(case, &settings, mode), &case.expect, &case.expect_error) {
        (Ok(rows), Some(expect), _) => match compare::parse_rows(expect) {
            Err(message) => Outcome::Failed(message),
            Ok(expected) => match compare::difference(case, &expected, &rows) {
                None => Outcome::Passed,
                Some(difference) => Outcome::Failed(difference),
            },
        },
        (Ok(rows), None, Some(words)) => {
            Outcome::Failed(format!("expected an error with {words:?}, found {} rows", rows.len()))
        }
        (Err(message), _, Some(words)) => {
            let lower = message.to_lowercase();
            match words.split_whitespace().find(|word| !lower.contains(&word.to_lowercase())) {
                None => Outcome::Passed,
                Some(word) => Outcome::Failed(format!("the error lacks the word {word:?}:\n{message}")),
            }
        }
        (Err(message), _, None) => Outcome::Failed(format!("the query was refused:\n{message}")),
        (Ok(_), None, None) => Outcome::Failed("the case expects neither rows nor an error".to_owned()),
    }
}

/// The rows that the query of a case gives on its events, whatever the case expects.
///
/// # Errors
/// Why it gives none.
pub fn rows(case: &Case, mode: Mode) -> Result<Vec<crate::event::Row>, String> {
    answer(case, &settings(case)?, mode)
}

fn settings(case: &Case) -> Result<Settings, String> {
    let mut lookups = MemoryLookups::default();
    for (name, text) in &case.files {
        lookups.insert(name.clone(), Table::from_file(name, text));
    }
    let library = case.saved.iter().map(|(name, text)| (name.clone(), Arc::from(text.as_str()))).collect();
    let lenient = match case.dialect.as_deref() {
        None | Some("lenient") => true,
        Some("logscale") => false,
        Some(other) => return Err(format!("unknown dialect {other:?}")),
    };
    Ok(Settings {
        now: case.now.or(case.end).unwrap_or(0),
        start: case.start,
        end: case.end,
        parameters: case.params.iter().map(|(name, values)| (name.clone(), values.to_list())).collect(),
        lookups: Arc::new(lookups),
        library: Arc::new(MemoryQueries(library)),
        lenient,
        ..Settings::default()
    })
}

fn answer(case: &Case, settings: &Settings, mode: Mode) -> Result<Vec<crate::event::Row>, String> {
    let (plan, diagnostics) = plan::compile(&case.query, settings, &[]);
    let Some(mut plan) = plan else {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).map(describe);
        return Err(errors.collect::<Vec<_>>().join("\n"));
    };
    if mode == Mode::Unoptimised {
        plan.read_everything();
    }
    let (grain, threads) = if mode == Mode::Partitioned { (1, 4) } else { (usize::MAX, 1) };
    let options = eval::Options { threads, ship_states: mode == Mode::Partitioned, ..eval::Options::default() };
    let answer = match &case.map {
        None => eval::collect(&plan, &TextSource::new(&case.input, grain), &options),
        Some(map) => {
            let input = file(&case.input, map.parse()?, grain)?;
            let answer = eval::collect(&plan, &input, &options);
            if let Some(bad) = input.issues().first.first() {
                return Err(format!("line {} of the input: {}", bad.line, bad.reason));
            }
            answer
        }
    };
    answer.map(|(rows, _)| rows).map_err(|failure| failure.message)
}

/// The input of a case as a file.
fn file(text: &str, map: Choice, grain: usize) -> Result<Input, String> {
    let stdin = Some(text.trim_start().as_bytes().to_vec());
    let options = InputOptions { stdin, map, chunk_bytes: grain.min(4 << 20), ..InputOptions::default() };
    Input::open(&["-"], options).map_err(|error| error.to_string())
}

/// An error with all its words.
fn describe(diagnostic: &Diagnostic) -> String {
    let parts = [diagnostic.message.as_str(), diagnostic.primary.text.as_str()];
    let rest = diagnostic.notes.iter().chain(&diagnostic.helps).map(String::as_str);
    parts.into_iter().chain(rest).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
