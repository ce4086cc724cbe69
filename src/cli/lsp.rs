//! `offscale lsp`: the language server, for editors.

use clap::Args;

use super::options::QueryOptions;
use super::{Exit, Outcome, Trouble};
use crate::lsp;

/// Serve an editor over standard input and output
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    query_options: QueryOptions,
    /// Accepted for clients that always give it; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let settings = arguments.query_options.settings()?;
    let given = &arguments.query_options;
    let options = lsp::Options {
        settings,
        library: given.library.clone(),
        dialect_given: given.dialect.is_some(),
        lookups_given: !given.lookups.is_empty() || !given.lookup.is_empty(),
    };
    // The protocol wants 1 when the client ends the session without asking for it first.
    let in_order = lsp::serve_stdio(options).map_err(Trouble)?;
    Ok(if in_order { Exit::Done } else { Exit::Found })
}
