//! `offscale check`: findings about query files.

use std::io::Read;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::QueryOptions;
use super::{Exit, Outcome, Trouble, complain, print};
use crate::diagnostic::{Diagnostic, render};
use crate::library::query::{self, Query};
use crate::session;
use crate::source::SourceFile;

/// Say where and why LogScale would refuse a query
#[derive(Args)]
pub struct Arguments {
    /// Query files (also YAML that holds queries, and FILE#NAME), folders of them, or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A query itself
    #[arg(short, long, value_name = "QUERY")]
    query: Option<String>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    query_options: QueryOptions,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let settings = arguments.query_options.settings()?;
    let sources = sources(arguments)?;
    let mut errors = 0;
    let mut warnings = 0;
    for source in &sources {
        let diagnostics = session::check(&source.text, &settings);
        errors += diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        warnings += diagnostics.iter().filter(|diagnostic| !diagnostic.is_error()).count();
        let (diagnostics, file) = source.placed(&diagnostics);
        write(arguments.format, &diagnostics, &file)?;
    }
    if matches!(arguments.format, Format::Text) {
        complain(&format!(
            "{}: {}, {}",
            count(sources.len(), "query", "queries"),
            count(errors, "error", "errors"),
            count(warnings, "warning", "warnings")
        ));
    }
    Ok(if errors > 0 { Exit::Found } else { Exit::Done })
}

fn write(format: Format, diagnostics: &[Diagnostic], source: &SourceFile) -> Result<(), Trouble> {
    match format {
        Format::Text if diagnostics.is_empty() => Ok(()),
        Format::Text => print(&render::text(diagnostics, source, super::colored_stdout())),
        Format::Json => print(&render::json(diagnostics, source)),
    }
}

fn sources(arguments: &Arguments) -> Result<Vec<Query>, Trouble> {
    let mut sources = Vec::new();
    if let Some(text) = &arguments.query {
        sources.push(Query::new("<query>", text));
    }
    let (stdin, paths): (Vec<_>, Vec<_>) = arguments.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if !stdin.is_empty() {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        sources.push(Query::new("<stdin>", String::from_utf8_lossy(&bytes)));
    }
    sources.extend(query::gather(&paths)?);
    if sources.is_empty() {
        return Err(Trouble("no query: name query files or folders, or give the text with -q 'QUERY'".to_owned()));
    }
    Ok(sources)
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
