//! The command line: one file for each subcommand, one table of them.

mod backtest;
mod changed_files;
mod check;
mod completions;
mod convert;
mod document_sink;
mod errors;
mod explain;
mod fields;
mod fmt;
mod follow;
mod functions;
mod input_issues;
mod interrupt;
mod limits;
mod lsp;
mod man;
mod mappings;
mod memory;
mod options;
mod output_file;
#[cfg(feature = "parquet")]
mod parquet_sink;
mod progress;
mod queries;
mod query_text;
mod repl;
mod run;
mod sink;
mod test;
mod why;

use std::ffi::OsString;
use std::io::Write;

use clap::{Parser, Subcommand};

/// How a command ended; the numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// `check`, `test` or `fmt --check` found something, or `--fail-if-any`/`--fail-if-empty` says so.
    Found = 1,
    /// The command line is wrong, the query does not parse, or a file cannot be read.
    Usage = 2,
    /// Finished, but input was skipped and `--strict` was given.
    Skipped = 3,
    /// A limit of memory or time was reached.
    Limit = 4,
    /// The user or the system ended it (128 and the number of SIGINT, as shells have it).
    Interrupted = 130,
}

/// Why a command cannot do its work: what is printed after `error:`.
pub struct Trouble(pub String);

impl<T: std::fmt::Display> From<T> for Trouble {
    fn from(error: T) -> Self {
        Self(error.to_string())
    }
}

/// What subcommands return.
pub type Outcome = Result<Exit, Trouble>;

/// Runs CrowdStrike LogScale queries (CQL) over event files, offline.
#[derive(Parser)]
#[command(name = "offscale", version, about, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Arguments),
    Repl(repl::Arguments),
    Check(check::Arguments),
    Fmt(fmt::Arguments),
    Test(test::Arguments),
    Why(why::Arguments),
    Backtest(backtest::Arguments),
    Explain(explain::Arguments),
    Fields(fields::Arguments),
    Convert(convert::Arguments),
    Mappings(mappings::Arguments),
    Functions(functions::Arguments),
    Errors(errors::Arguments),
    Queries(queries::Arguments),
    Lsp(lsp::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the program with these arguments (the first is its name) and gives its exit code.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, everything else is a mistake on the command line.
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            let _ = error.print();
            return exit as u8;
        }
    };
    let outcome = match cli.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Repl(arguments) => repl::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Why(arguments) => why::run(&arguments),
        Command::Backtest(arguments) => backtest::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Fields(arguments) => fields::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Mappings(arguments) => mappings::run(&arguments),
        Command::Functions(arguments) => functions::run(&arguments),
        Command::Errors(arguments) => errors::run(&arguments),
        Command::Queries(arguments) => queries::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    let exit = outcome.unwrap_or_else(|Trouble(message)| {
        complain(&format!("error: {message}"));
        Exit::Usage
    });
    exit as u8
}

/// Writes data; a closed pipe is a success.
fn print(text: &str) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Trouble(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a line for people to stderr.
fn complain(text: &str) {
    // Nobody is left to hear of a broken stderr.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Whether messages on stderr may be coloured.
fn colored_stderr() -> bool {
    anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
}

/// Whether data on stdout may be coloured.
fn colored_stdout() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Columns of the terminal; 80 when it does not tell.
fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}
