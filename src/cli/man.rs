//! `offscale man`: the manual page.

use clap::{Args, CommandFactory};

use super::{Cli, Exit, Outcome, print};

/// Print the manual page
#[derive(Args)]
pub struct Arguments {}

/// Runs the subcommand.
///
/// # Errors
/// When the page cannot be written.
pub fn run(_arguments: &Arguments) -> Outcome {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    for subcommand in Cli::command().get_subcommands() {
        clap_mangen::Man::new(subcommand.clone())
            .title(format!("offscale-{}", subcommand.get_name()))
            .render(&mut page)?;
    }
    print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Done)
}
