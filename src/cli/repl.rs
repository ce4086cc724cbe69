//! `offscale repl`: the interactive session.

use clap::Args;

use super::options::{QueryOptions, RunOptions};
use super::{Exit, Outcome};

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
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let _ = &arguments.files;
    Ok(Exit::Done)
}
