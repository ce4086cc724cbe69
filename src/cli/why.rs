//! `offscale why`: walks an event through a query and says which stage drops it, and by which values.

use clap::{Args, ValueEnum};

use super::options::{QueryOptions, ReadOptions};
use super::{Exit, Outcome, Trouble, colored_stdout, input_issues, print, query_text};
use crate::event::source::{EventSource, RowSource};
use crate::session::Session;
use crate::session::why::{self, Pick, Trouble as WhyTrouble};
use crate::source::SourceFile;

/// Say why an event passes a query or not; without --event, what each stage drops of all events
#[derive(Args)]
pub struct Arguments {
    /// QUERY.logscale (or the name of a shipped query), then event files, folders, patterns, or - for stdin
    #[arg(value_name = "QUERY|FILE")]
    positional: Vec<String>,
    /// The query itself; all positional arguments are then event files
    #[arg(short, long, value_name = "QUERY")]
    query: Option<String>,
    /// The event: its number in the input, from 1, or its @id
    #[arg(long, value_name = "N|ID")]
    event: Option<Pick>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    query_options: QueryOptions,
    #[command(flatten)]
    read_options: ReadOptions,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let (query, files) =
        query_text::take(arguments.query.as_deref(), &arguments.positional, &arguments.query_options.library)?;
    let source = SourceFile::new(&query.name, &query.text);
    let mut session = Session::new(arguments.query_options.settings()?, arguments.read_options.input(1));
    if !files.is_empty() {
        session.load(&files)?;
    }
    let none = RowSource::new(Vec::new(), 1);
    let events: &dyn EventSource = match session.input() {
        Some(input) => &**input,
        None => &none,
    };
    let (settings, text) = (&session.settings, source.text.as_str());
    let answer = match &arguments.event {
        Some(pick) => why::why(text, settings, events, pick).map(|why| match arguments.format {
            Format::Text => why.text(&source, colored_stdout()),
            Format::Json => format!("{}\n", why.json(&source)),
        }),
        None => why::summary(text, settings, events).map(|summary| match arguments.format {
            Format::Text => summary.text(&source, colored_stdout()),
            Format::Json => format!("{}\n", summary.json(&source)),
        }),
    };
    match answer {
        Ok(text) => print(&text)?,
        Err(WhyTrouble::Query(diagnostics)) => {
            query_text::show(&diagnostics, &query);
            return Ok(Exit::Usage);
        }
        Err(trouble) => return Err(Trouble(trouble.to_string())),
    }
    let lost = input_issues::show(&session);
    Ok(if lost && arguments.read_options.strict { Exit::Skipped } else { Exit::Done })
}
