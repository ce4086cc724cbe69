//! `offscale convert`: mapped events as files for other tools.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::document_sink::DocumentSink;
use super::limits::{self, Limits};
use super::options::RunOptions;
use super::output_file::OutputFile;
use super::progress::ProgressBar;
use super::sink::{Closed, StreamSink};
use super::{Exit, Outcome, Trouble, complain, input_issues};
use crate::eval::{Options, Report};
use crate::exec::Settings;
use crate::output::{self, EventWriter, Format, Kind};
use crate::plan::Plan;
use crate::session::Session;
use crate::session::words::counted;

/// Write events, mapped to Falcon's fields, as NDJSON, CSV or Parquet
#[derive(Args)]
pub struct Arguments {
    /// Event files, folders or patterns, or - for stdin
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// What is written
    #[arg(long, value_enum, default_value_t)]
    to: Target,
    /// File to write [default: stdout]; it appears when it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    run_options: RunOptions,
}

/// The formats that events are converted to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Target {
    /// One JSON object a line, all values as strings
    #[default]
    Ndjson,
    /// Comma separated values; every field is a column
    Csv,
    /// Tab separated values; every field is a column
    Tsv,
    /// Parquet with a text column for each field
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Fields that are written although no query names them: what LogScale shows of every event.
const READS: &[&str] = &["@timestamp"];

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut session = Session::new(Settings::default(), arguments.run_options.input());
    let (plan, _) = session.compile("", READS);
    let plan = plan.ok_or_else(|| Trouble("the empty query has no plan".to_owned()))?;
    session.load(&arguments.files)?;
    let bar = ProgressBar::new(&arguments.run_options);
    let limits = Limits::watch(&arguments.run_options, None)?;
    let interrupt = || limits.reached();
    let progress = |at| bar.show(at);
    let options = Options {
        threads: arguments.run_options.threads(),
        strict: arguments.run_options.read.strict,
        interrupt: Some(&interrupt),
        progress: bar.is_shown().then_some(&progress as _),
        ..Options::default()
    };
    let file = arguments
        .output
        .as_deref()
        .map(|path| OutputFile::create(path).map_err(|error| Trouble(format!("{}: {error}", path.display()))));
    let file = file.transpose()?;
    let out: Box<dyn Write + Send> = match &file {
        Some(file) => Box::new(file.writer()?),
        None => Box::new(std::io::stdout()),
    };
    let written = write(arguments.to, &session, &plan, &options, out);
    bar.finish();
    let report = written?;
    if let (Some(file), None) = (file, report.stopped) {
        file.finish().map_err(|error| Trouble(format!("output file: {error}")))?;
    }
    complain(&format!("{} written", counted(report.rows, "event", "events")));
    let lost = input_issues::show(&session);
    Ok(match report.stopped {
        Some(stop) if arguments.output.is_some() => limits::say(stop, report.read, "no output file was left"),
        Some(stop) => limits::say(stop, report.read, limits::PARTIAL),
        None if lost && arguments.run_options.read.strict => Exit::Skipped,
        None => Exit::Done,
    })
}

fn write(
    target: Target,
    session: &Session,
    plan: &Plan,
    options: &Options<'_>,
    mut out: Box<dyn Write + Send>,
) -> Result<Report, Trouble> {
    let settings = output::Settings::default();
    let writer: Box<dyn EventWriter> = match target {
        Target::Ndjson => match Format::named("ndjson").map(|format| format.kind) {
            Some(Kind::Streaming(writer)) => writer(&settings),
            _ => return Err(Trouble("there is no writer of NDJSON".to_owned())),
        },
        Target::Csv | Target::Tsv => {
            let delimiter = if target == Target::Csv { b',' } else { b'\t' };
            let sink = DocumentSink::new(output::Delimited::new(delimiter, &settings));
            let report = session.run(plan, options, &sink).map_err(|failure| Trouble(failure.message))?;
            return concluded(sink.finish(&mut out), report);
        }
        #[cfg(feature = "parquet")]
        Target::Parquet => {
            let names = names(session, plan, options)?;
            return super::parquet_sink::write(session, plan, options, &names, out);
        }
    };
    let sink = StreamSink::new(writer, out);
    let report = session.run(plan, options, &sink).map_err(|failure| Trouble(failure.message))?;
    concluded(sink.finish(), report)
}

fn concluded(written: Result<(), Closed>, report: Report) -> Result<Report, Trouble> {
    match written {
        Err(Closed::Broken(error)) => Err(Trouble(format!("output: {error}"))),
        Ok(()) | Err(Closed::Pipe) => Ok(report),
    }
}

/// The names of all fields; costs a pass over the input.
#[cfg(feature = "parquet")]
fn names(session: &Session, plan: &Plan, options: &Options<'_>) -> Result<Vec<crate::symbol::FieldName>, Trouble> {
    let sink = crate::session::names::NamesSink::default();
    session.run(plan, options, &sink).map_err(|failure| Trouble(failure.message))?;
    Ok(sink.into_names())
}
