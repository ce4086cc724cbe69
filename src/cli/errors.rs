//! `offscale errors`: the diagnostic codes.

use clap::{Args, ValueEnum};

use super::{Exit, Outcome, Trouble, print};
use crate::session::findings;

/// List the diagnostic codes, or explain one: what, why, an example, and how to say it instead
#[derive(Args)]
pub struct Arguments {
    /// A code, such as missing-bar
    code: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Runs the subcommand.
///
/// # Errors
/// When there is no such code.
pub fn run(arguments: &Arguments) -> Outcome {
    let text = match (arguments.format, &arguments.code) {
        (Format::Json, name) => findings::json(name.as_deref()).map_err(Trouble)?,
        (Format::Text, None) => findings::list(),
        (Format::Text, Some(name)) => findings::explain(name, super::colored_stdout()).map_err(Trouble)?,
    };
    print(&text)?;
    Ok(Exit::Done)
}
