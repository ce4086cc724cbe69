//! `offscale explain`: the plan of a query.

use clap::Args;

use super::options::QueryOptions;
use super::{Exit, Outcome, print, query_text};
use crate::plan;

/// Show how a query would run: segments, stages, fields, prefilter
#[derive(Args)]
pub struct Arguments {
    /// A query file (FILE#NAME in one of several), or the name of a shipped or library query
    #[arg(value_name = "QUERY")]
    file: Option<String>,
    /// The query itself
    #[arg(short, long, value_name = "QUERY")]
    query: Option<String>,
    #[command(flatten)]
    query_options: QueryOptions,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let positional: Vec<String> = arguments.file.iter().cloned().collect();
    let (source, _) = query_text::take(arguments.query.as_deref(), &positional, &arguments.query_options.library)?;
    let (plan, diagnostics) = plan::compile(&source.text, &arguments.query_options.settings()?, &[]);
    query_text::show_for_run(&diagnostics, &source);
    let Some(plan) = plan else { return Ok(Exit::Usage) };
    print(&plan::explain(&plan))?;
    Ok(Exit::Done)
}
