//! `offscale run`: a query over event files.

use std::io::{BufWriter, IsTerminal, Write};
use std::time::Duration;

use clap::Args;

use super::document_sink::DocumentSink;
use super::limits::{self, Limits};
use super::options::{QueryOptions, RunOptions};
use super::progress::ProgressBar;
use super::sink::{Closed, StreamSink};
use super::{Exit, Outcome, Trouble, complain, follow, input_issues, query_text};
use crate::eval::{CollectRows, Options, Report};
use crate::output::{self, Format, Kind};
use crate::session::page::Page;
use crate::session::{Session, profile};

/// Run a query over event files
#[derive(Args)]
#[command(after_help = follow::MORE_HELP)]
pub struct Arguments {
    /// QUERY.logscale (or FILE.yaml, FILE#NAME, or the name of a shipped or library query), then event files, folders, patterns, or - for stdin
    #[arg(value_name = "QUERY|FILE")]
    positional: Vec<String>,
    /// The query itself; all positional arguments are then event files
    #[arg(short, long, value_name = "QUERY")]
    query: Option<String>,
    /// How results are written [default: table on a terminal, ndjson otherwise]
    #[arg(short, long, value_name = "FORMAT", value_parser = format)]
    format: Option<&'static Format>,
    #[command(flatten)]
    query_options: QueryOptions,
    #[command(flatten)]
    run_options: RunOptions,
    /// Draw charts with plain characters
    #[arg(long)]
    ascii: bool,
    /// Exit with code 1 when there is a result
    #[arg(long, conflicts_with = "fail_if_empty")]
    fail_if_any: bool,
    /// Exit with code 1 when there is no result
    #[arg(long)]
    fail_if_empty: bool,
    /// Count and time each stage, on stderr
    #[arg(long)]
    profile: bool,
    /// Stop with exit code 4 after so long, with what was found until then, e.g. 30s
    #[arg(long, value_name = "DURATION", value_parser = follow::duration, conflicts_with = "follow")]
    timeout: Option<Duration>,
    #[command(flatten)]
    follow: follow::FollowOptions,
}

/// The output format of that name.
pub(super) fn format(name: &str) -> Result<&'static Format, String> {
    Format::named(name)
        .ok_or_else(|| format!("unknown format {name:?}; there are {}", Format::names().collect::<Vec<_>>().join(", ")))
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all; printed with exit code 2.
pub fn run(arguments: &Arguments) -> Outcome {
    let terminal = std::io::stdout().is_terminal();
    let default = if terminal { "table" } else { "ndjson" };
    let format =
        arguments.format.or_else(|| Format::named(default)).ok_or_else(|| Trouble("no output format".to_owned()))?;
    let (source, files) =
        query_text::take(arguments.query.as_deref(), &arguments.positional, &arguments.query_options.library)?;
    let mut session = Session::new(arguments.query_options.settings()?, arguments.run_options.input());
    let (plan, diagnostics) = session.compile(&source.text, format.reads);
    query_text::show_for_run(&diagnostics, &source);
    let Some(plan) = plan else { return Ok(Exit::Usage) };
    let settings = output::Settings {
        width: terminal.then(super::terminal_width),
        color: terminal && super::colored_stdout(),
        ascii: arguments.ascii,
        zone: plan.settings.zone.clone(),
        ..output::Settings::default()
    };
    if arguments.follow.follow {
        let Some(report) = follow::run(&plan, &files, format, &settings, &arguments.run_options, &arguments.follow)?
        else {
            return Ok(Exit::Limit);
        };
        return Ok(arguments.exit(report.lost_input, report.rows));
    }
    if !files.is_empty() {
        session.load(&files)?;
    } else if plan.pipeline.source.is_none() {
        return Err(Trouble("no events: name files, folders, patterns, or - for standard input".to_owned()));
    }
    let bar = ProgressBar::new(&arguments.run_options);
    let limits = Limits::watch(&arguments.run_options, arguments.timeout)?;
    let interrupt = || limits.reached();
    let progress = |at| bar.show(at);
    let options = Options {
        threads: arguments.run_options.threads(),
        // A page shows what each stage let through.
        profile: arguments.profile || matches!(format.kind, Kind::Page(_)),
        strict: arguments.run_options.read.strict,
        interrupt: Some(&interrupt),
        progress: bar.is_shown().then_some(&progress as _),
        ..Options::default()
    };
    let begin = std::time::Instant::now();
    let report = match format.kind {
        Kind::Streaming(writer) => {
            let sink = StreamSink::new(writer(&settings), Box::new(std::io::stdout()));
            let report = session.run(&plan, &options, &sink).map_err(|failure| Trouble(failure.message))?;
            bar.finish();
            match sink.finish() {
                Err(Closed::Broken(error)) => return Err(Trouble(format!("standard output: {error}"))),
                Ok(()) | Err(Closed::Pipe) => report,
            }
        }
        Kind::Delimited(format) => {
            let sink = DocumentSink::new(format(&settings));
            let report = session.run(&plan, &options, &sink).map_err(|failure| Trouble(failure.message))?;
            bar.finish();
            match sink.finish(&mut std::io::stdout().lock()) {
                Err(Closed::Broken(error)) => return Err(Trouble(format!("standard output: {error}"))),
                Ok(()) | Err(Closed::Pipe) => report,
            }
        }
        Kind::AllRows(_) | Kind::Picture(_) | Kind::Page(_) => {
            let sink = CollectRows::default();
            let report = session.run(&plan, &options, &sink).map_err(|failure| Trouble(failure.message))?;
            bar.finish();
            let rows = sink.into_rows();
            let path = std::path::Path::new(&source.name);
            let page = Page::new(&session, &source.text, Some(path), &report, Some(begin.elapsed()));
            let mut out = BufWriter::new(std::io::stdout().lock());
            written(page.write(&rows, format, &settings, &mut out).and_then(|()| out.flush()))?;
            report
        }
    };
    Ok(conclude(arguments, &session, &report))
}

/// A closed pipe is no trouble.
fn written(result: std::io::Result<()>) -> Result<(), Trouble> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Trouble(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Says what has to be said after a run and decides the exit code.
fn conclude(arguments: &Arguments, session: &Session, report: &Report) -> Exit {
    for warning in report.warnings.iter() {
        let times = if warning.count > 1 { format!(" ({} times)", warning.count) } else { String::new() };
        complain(&format!("warning[{}]: {}{times}", warning.code, warning.message));
    }
    let lost = input_issues::show(session);
    if arguments.profile {
        show_profile(report);
    }
    if let Some(stop) = report.stopped {
        return limits::say(stop, report.read, limits::PARTIAL);
    }
    arguments.exit(lost, report.rows)
}

impl Arguments {
    /// The exit code of a run that came to its end.
    fn exit(&self, lost_input: bool, rows: u64) -> Exit {
        if lost_input && self.run_options.read.strict {
            Exit::Skipped
        } else if (self.fail_if_any && rows > 0) || (self.fail_if_empty && rows == 0) {
            Exit::Found
        } else {
            Exit::Done
        }
    }
}

fn show_profile(report: &Report) {
    complain(profile::text(report).trim_end());
    complain(&format!("{:>12} events read, {} results", report.read, report.rows));
}
