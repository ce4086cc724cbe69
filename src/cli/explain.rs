//! `offscale explain`: how a query is read and how it would run.

use clap::{Args, ValueEnum};

use super::options::QueryOptions;
use super::{Exit, Outcome, print, query_text};
use crate::plan;
use crate::session::parts;

/// Show how a query would run: segments, stages, fields, prefilter
#[derive(Args)]
pub struct Arguments {
    /// A query file (FILE#NAME in one of several), or the name of a shipped or library query
    #[arg(value_name = "QUERY")]
    file: Option<String>,
    /// The query itself
    #[arg(short, long, value_name = "QUERY")]
    query: Option<String>,
    /// How far the query goes on its way: its pieces, its tree, its plan
    #[arg(long, value_enum, default_value_t)]
    stage: Stage,
    /// Tell of each stage of the plan what it needs, makes, drops and costs
    #[arg(long)]
    details: bool,
    #[command(flatten)]
    query_options: QueryOptions,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// The pieces of the text, each with its meaning.
    Tokens,
    /// The tree that the grammar makes of them.
    Ast,
    /// The stages that run.
    #[default]
    Plan,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let positional: Vec<String> = arguments.file.iter().cloned().collect();
    let (source, _) = query_text::take(arguments.query.as_deref(), &positional, &arguments.query_options.library)?;
    let settings = arguments.query_options.settings()?;
    let (plan, diagnostics) = plan::compile(&source.text, &settings, &[]);
    query_text::show_for_run(&diagnostics, &source);
    // What is wrong with a query shows best in its pieces and its tree.
    match arguments.stage {
        Stage::Tokens => print(&parts::tokens(&source.text, &settings))?,
        Stage::Ast => print(&parts::tree(&source.text, &settings))?,
        Stage::Plan => {}
    }
    let Some(plan) = plan else { return Ok(Exit::Usage) };
    match (arguments.stage, arguments.details) {
        (Stage::Plan, false) => print(&plan::explain(&plan))?,
        (Stage::Plan, true) => print(&plan::details(&plan, &plan::tree(&source.text, &settings).0))?,
        (Stage::Tokens | Stage::Ast, _) => {}
    }
    Ok(Exit::Done)
}
