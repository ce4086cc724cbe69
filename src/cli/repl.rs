//! `offscale repl`: the interactive session.

use clap::Args;

use super::memory::{keepable_bytes, resident_bytes};
use super::options::{QueryOptions, RunOptions};
use super::{Exit, Outcome, Trouble};
use crate::input::InputOptions;
use crate::repl;
use crate::session::{Range, Session};

/// Work interactively: load, ask, edit, rerun, save
#[derive(Args)]
pub struct Arguments {
    /// Event files, folders or patterns
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    query_options: QueryOptions,
    #[command(flatten)]
    run_options: RunOptions,
    /// Count and time each stage of each query
    #[arg(long)]
    profile: bool,
    /// Draw charts with plain characters
    #[arg(long)]
    ascii: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let Arguments { files, query_options, run_options, profile, ascii } = arguments;
    let settings = query_options.settings()?;
    let now = query_options.now.as_ref().map(|_| settings.now);
    let keep_bytes = keepable_bytes(run_options.max_memory);
    let mut session = Session::new(settings, InputOptions { keep_bytes, ..run_options.input() });
    session.threads = run_options.threads();
    session.strict = run_options.read.strict;
    session.ascii = *ascii;
    session.profile = *profile;
    session.range = Range { start: query_options.start.clone(), end: query_options.end.clone() };
    let options = repl::Options {
        files: files.clone(),
        progress: !run_options.no_progress,
        now,
        memory: run_options.max_memory.map(|limit| (limit, resident_bytes as fn() -> u64)),
    };
    let well = repl::run(session, options).map_err(Trouble)?;
    Ok(if well { Exit::Done } else { Exit::Usage })
}
