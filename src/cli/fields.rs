//! `offscale fields`: what the events of files hold, after mapping.

use std::io::{BufWriter, IsTerminal};

use clap::Args;

use super::limits::{self, Limits};
use super::options::RunOptions;
use super::run::format;
use super::{Exit, Outcome, Trouble, complain, input_issues};
use crate::exec::Settings;
use crate::output::{self, Format};
use crate::session::words::counted;
use crate::session::{Session, fields};

/// List the fields of events: how many have them, different values, kind, samples
#[derive(Args)]
pub struct Arguments {
    /// Event files, folders or patterns, or - for stdin
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// How the list is written [default: table on a terminal, ndjson otherwise]
    #[arg(short, long, value_name = "FORMAT", value_parser = format)]
    format: Option<&'static Format>,
    #[command(flatten)]
    run_options: RunOptions,
}

/// Runs the subcommand.
///
/// # Errors
/// When the files cannot be opened.
pub fn run(arguments: &Arguments) -> Outcome {
    let terminal = std::io::stdout().is_terminal();
    let default = if terminal { "table" } else { "ndjson" };
    let format = arguments.format.or_else(|| Format::named(default));
    let format = format.ok_or_else(|| Trouble("no output format".to_owned()))?;
    let mut session = Session::new(Settings::default(), arguments.run_options.input());
    session.threads = arguments.run_options.threads();
    session.strict = arguments.run_options.read.strict;
    session.load(&arguments.files)?;
    let limits = Limits::watch(&arguments.run_options, None)?;
    let (rows, events) =
        fields::all(&session, &limits).ok_or_else(|| Trouble("the events cannot be read".to_owned()))?;
    let settings = output::Settings {
        width: terminal.then(super::terminal_width),
        color: terminal && super::colored_stdout(),
        ..output::Settings::default()
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let results = output::Results { rows: &rows, ..output::Results::default() };
    let written = format.write(&results, &settings, &mut out);
    match written.and_then(|()| std::io::Write::flush(&mut out)) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            return Err(Trouble(format!("standard output: {error}")));
        }
        _ => {}
    }
    complain(&format!("{} in {}", counted(rows.len() as u64, "field", "fields"), counted(events, "event", "events")));
    let lost = input_issues::show(&session);
    if let Some(stop) = limits.reached() {
        return Ok(limits::say(stop, events, limits::PARTIAL));
    }
    Ok(if lost && arguments.run_options.read.strict { Exit::Skipped } else { Exit::Done })
}
