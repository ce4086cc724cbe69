//! `offscale backtest`: many queries over the same events in one pass, and what each would have found.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::limits::{self, Limits};
use super::options::{QueryOptions, RunOptions};
use super::progress::ProgressBar;
use super::{Exit, Outcome, Trouble, colored_stdout, complain, follow, input_issues, print, query_text};
use crate::diagnostic::Diagnostic;
use crate::eval::Options;
use crate::library::query::{self, Query};
use crate::output;
use crate::session::Session;
use crate::session::backtest::{self, Candidate, FIELDS, Found};
use crate::source::SourceFile;

/// Run many queries over the same events in one pass: hits by day, noisiest values, time
#[derive(Args)]
pub struct Arguments {
    /// A query file, the name of a shipped query, or a folder of query files
    #[arg(value_name = "QUERIES")]
    queries: String,
    /// Event files, folders, patterns, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// A field whose most frequent values are shown; may be repeated [default: ComputerName, UserName, FileName,
    /// ParentBaseFileName]
    #[arg(long, value_name = "FIELD")]
    by: Vec<String>,
    /// How results are written: a line for each query (table), everything (json), a line for each query and day (csv, ndjson)
    #[arg(short, long, value_enum, default_value_t)]
    format: Format,
    /// Stop with exit code 4 after so long, with what was found until then, e.g. 30s
    #[arg(long, value_name = "DURATION", value_parser = follow::duration)]
    timeout: Option<Duration>,
    #[command(flatten)]
    query_options: QueryOptions,
    #[command(flatten)]
    run_options: RunOptions,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each query.
    #[default]
    Table,
    /// One document.
    Json,
    /// A line for each query and day.
    Csv,
    /// An object for each query and day.
    Ndjson,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let settings = arguments.query_options.settings()?;
    let mut session = Session::new(settings.clone(), arguments.run_options.input());
    let queries = queries(&arguments.queries, &arguments.query_options.library)?;
    let names = names(&queries, &arguments.queries);
    let candidate = |(query, name): (&Query, String)| Candidate::new(SourceFile::new(name, &query.text), &settings);
    let candidates: Vec<Candidate> = queries.iter().zip(names).map(candidate).collect();
    let mut refused = 0;
    for (candidate, query) in candidates.iter().zip(&queries).filter(|(candidate, _)| !candidate.can_run()) {
        let errors: Vec<Diagnostic> = candidate.findings.iter().filter(|finding| finding.is_error()).cloned().collect();
        query_text::show(&errors, query);
        refused += 1;
    }
    if refused == candidates.len() {
        return Err(Trouble("no query can run".to_owned()));
    }
    let fields: Vec<String> =
        if arguments.by.is_empty() { FIELDS.map(str::to_owned).to_vec() } else { arguments.by.clone() };
    let input = session.load(&arguments.files)?;
    let bar = ProgressBar::new(&arguments.run_options);
    let limits = Limits::watch(&arguments.run_options, arguments.timeout)?;
    let interrupt = || limits.reached();
    let progress = |at| bar.show(at);
    let options = Options {
        threads: arguments.run_options.threads(),
        strict: arguments.run_options.read.strict,
        interrupt: Some(&interrupt),
        progress: bar.is_shown().then_some(&progress as _),
        ..Options::default()
    };
    let found = backtest::backtest(&candidates, &fields, &settings, input, &options);
    bar.finish();
    write(arguments.format, &found)?;
    remark(&found, refused);
    let lost = input_issues::show(&session);
    if let Some(stop) = found.iter().find_map(|found| found.stopped) {
        let events = found.iter().map(|found| found.events).max().unwrap_or(0);
        return Ok(limits::say(stop, events, limits::PARTIAL));
    }
    if found.iter().any(|found| found.failure.is_some()) || refused > 0 {
        return Ok(Exit::Usage);
    }
    Ok(if lost && arguments.run_options.read.strict { Exit::Skipped } else { Exit::Done })
}

/// The queries of a file or folder, or one that ships or lies in a library.
fn queries(path: &str, library: &[PathBuf]) -> Result<Vec<Query>, Trouble> {
    if !Path::new(path).exists() {
        return Ok(vec![query_text::read(path, library)?]);
    }
    let queries = query::gather(&[PathBuf::from(path)])?;
    if queries.is_empty() {
        return Err(Trouble(format!("{path}: no query files in this folder; they are called NAME.logscale")));
    }
    Ok(queries)
}

/// Names that tell the queries of a folder from each other: their paths below it, without endings where that is enough.
fn names(queries: &[Query], folder: &str) -> Vec<String> {
    let below = |query: &Query| match Path::new(&query.name).strip_prefix(folder) {
        Ok(below) if !below.as_os_str().is_empty() => below.to_string_lossy().replace('\\', "/"),
        _ => query.name.clone(),
    };
    let whole: Vec<String> = queries.iter().map(below).collect();
    let short = |(query, name): (&Query, &String)| match name.rfind('.') {
        Some(ending) if query.part().is_none() && *name != query.name => name.get(..ending).unwrap_or(name).to_owned(),
        _ => name.clone(),
    };
    let short: Vec<String> = queries.iter().zip(&whole).map(short).collect();
    let is_alone = |name: &String| short.iter().filter(|other| *other == name).count() == 1;
    short.iter().zip(whole).map(|(short, whole)| if is_alone(short) { short.clone() } else { whole }).collect()
}

fn write(format: Format, found: &[Found]) -> Result<(), Trouble> {
    let (name, rows) = match format {
        Format::Json => return print(&format!("{}\n", backtest::json(found))),
        Format::Table => ("table", backtest::by_query(found)),
        Format::Csv => ("csv", backtest::by_day(found)),
        Format::Ndjson => ("ndjson", backtest::by_day(found)),
    };
    let Some(format) = output::Format::named(name) else { return Err(Trouble("no such format".to_owned())) };
    let terminal = std::io::stdout().is_terminal();
    let settings = output::Settings {
        width: terminal.then(super::terminal_width),
        color: terminal && colored_stdout(),
        ..output::Settings::default()
    };
    let mut text = Vec::new();
    format.write(&output::Results { rows: &rows, ..output::Results::default() }, &settings, &mut text)?;
    print(&String::from_utf8_lossy(&text))
}

fn remark(found: &[Found], refused: usize) {
    let plural = |number: usize| if number == 1 { "query" } else { "queries" };
    let events = found.iter().map(|found| found.events).max().unwrap_or(0);
    complain(&format!("{} {} over {events} events", found.len(), plural(found.len())));
    if refused > 0 {
        complain(&format!("error: {refused} {} cannot run and stand in no result", plural(refused)));
    }
    let apart: Vec<&str> = found.iter().filter(|found| found.ran_apart).map(|found| found.query.as_str()).collect();
    if !apart.is_empty() {
        let verb = if apart.len() == 1 { "has a subquery or makes" } else { "have subqueries or make" };
        complain(&format!("note: {} {verb} events, which needs passes of its own", apart.join(", ")));
    }
    let undated: u64 = found.iter().filter_map(|found| found.days.get("")).sum();
    if undated > 0 {
        complain(&format!("note: {undated} hits tell no time, so they stand under no day"));
    }
    for found in found {
        found.warnings.iter().for_each(|warning| complain(&format!("warning: {}: {warning}", found.query)));
        if let Some(failure) = &found.failure {
            complain(&format!("error: {}: {failure}", found.query));
        }
    }
}
