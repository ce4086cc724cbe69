//! `offscale functions`: the query functions, from their descriptors.

use clap::Args;

use super::{Exit, Outcome, Trouble, print};
use crate::session::describe;

/// List the query functions, or describe one
#[derive(Args)]
pub struct Arguments {
    /// A function's name
    name: Option<String>,
}

/// Runs the subcommand.
///
/// # Errors
/// When there is no such function.
pub fn run(arguments: &Arguments) -> Outcome {
    match &arguments.name {
        None => print(&describe::list())?,
        Some(name) => print(&describe::describe(describe::function(name).map_err(Trouble)?))?,
    }
    Ok(Exit::Done)
}
