//! `offscale completions`: a completion script for a shell.

use clap::{Args, CommandFactory};

use super::{Cli, Exit, Outcome, print};

/// Print the completion script of a shell
#[derive(Args)]
pub struct Arguments {
    /// The shell
    shell: clap_complete::Shell,
}

/// Runs the subcommand.
///
/// # Errors
/// When the script cannot be written.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "offscale", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
