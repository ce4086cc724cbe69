//! `offscale errors`: the diagnostic codes.

use clap::Args;

use super::{Exit, Outcome, Trouble, print};
use crate::session::findings;

/// List the diagnostic codes, or explain one with an example
#[derive(Args)]
pub struct Arguments {
    /// A code, such as missing-bar
    code: Option<String>,
}

/// Runs the subcommand.
///
/// # Errors
/// When there is no such code.
pub fn run(arguments: &Arguments) -> Outcome {
    let text = match &arguments.code {
        None => findings::list(),
        Some(name) => findings::explain(name, super::colored_stdout()).map_err(Trouble)?,
    };
    print(&text)?;
    Ok(Exit::Done)
}
