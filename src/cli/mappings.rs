//! `offscale mappings`: the kinds of sources that are recognised, and what becomes of their fields.

use clap::Args;

use super::{Exit, Outcome, Trouble, print};
use crate::session::mapped;

/// List the sources that are recognised, or show which of Falcon's fields one gets, and from what
#[derive(Args)]
pub struct Arguments {
    /// A mapping's name
    name: Option<String>,
}

/// Runs the subcommand.
///
/// # Errors
/// When there is no such mapping.
pub fn run(arguments: &Arguments) -> Outcome {
    match &arguments.name {
        None => print(&mapped::list())?,
        Some(name) => print(&mapped::describe(name).map_err(Trouble)?)?,
    }
    Ok(Exit::Done)
}
