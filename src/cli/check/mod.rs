//! `offscale check`: findings about query files, and their fixes.

mod fixing;
mod sources;
mod surroundings;

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::options::QueryOptions;
use super::{Exit, Outcome, Trouble, colored_stdout, complain, print};
use crate::config;
use crate::diagnostic::render::{self, Checked, FORMATS, Format};
use crate::diagnostic::{Diagnostic, Severity};
use crate::session::findings;
use crate::session::portable;
use crate::session::words::counted;
use sources::Source;
pub(super) use sources::tests_beside;
use surroundings::{Surrounding, Surroundings};

/// Say where and why LogScale would refuse a query, and what in it is not as meant
#[derive(Args)]
pub struct Arguments {
    /// Query files (also YAML that holds queries, and FILE#NAME), folders of them, or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A query itself
    #[arg(short, long, value_name = "QUERY")]
    query: Option<String>,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// Write the fixes that keep the meaning into the files; a query of -q or - goes to stdout
    #[arg(long)]
    fix: bool,
    /// With --fix or --diff: also the fixes that may not be what was meant
    #[arg(long)]
    r#unsafe: bool,
    /// Show what --fix would change, and write nothing
    #[arg(long)]
    diff: bool,
    /// Ask of each query whether LogScale itself takes it: yes or no
    #[arg(long)]
    portable: bool,
    /// Leave out findings: a code, a group of them, or all
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = rule)]
    allow: Vec<String>,
    /// Take findings as warnings
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = rule)]
    warn: Vec<String>,
    /// Take findings as errors
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = rule)]
    deny: Vec<String>,
    /// Take all warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// Events that the queries are meant for: their fields are the ones that queries may name; may be repeated
    #[arg(long, value_name = "FILE")]
    data: Vec<String>,
    #[command(flatten)]
    query_options: QueryOptions,
}

fn rule(name: &str) -> Result<String, String> {
    config::known(name).map(|()| name.to_owned())
}

/// A query after all that was done to it.
struct Done {
    text: String,
    diagnostics: Vec<Diagnostic>,
}

/// What happened to all queries.
#[derive(Default)]
struct Tally {
    fixed: usize,
    errors: usize,
    warnings: usize,
    /// Something else that makes the exit code 1.
    found: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    if arguments.r#unsafe && !(arguments.fix || arguments.diff) {
        return Err(Trouble("--unsafe says which fixes; give --fix to write them or --diff to see them".to_owned()));
    }
    let format = Format::named(&arguments.format).ok_or_else(|| Trouble("no such format".to_owned()))?;
    let sources = sources::gather(arguments.query.as_deref(), &arguments.paths)?;
    let mut surroundings = Surroundings::new(arguments);
    let mut tally = Tally::default();
    let mut done = Vec::new();
    for source in &sources {
        let around = surroundings.of(&source.folder())?;
        done.push(one(source, &around, arguments, &mut tally)?);
    }
    let for_people = format.name == "text";
    if !arguments.diff {
        write(format, &done, arguments, &sources)?;
        for (done, source) in done.iter().zip(&sources).filter(|_| arguments.portable) {
            let verdict = verdict(done, &*surroundings.of(&source.folder())?);
            tally.found |= verdict.is_some();
            if for_people {
                let answer = verdict.map_or_else(|| "yes".to_owned(), |why| format!("no, {why}"));
                print(&format!("{}: {answer}\n", source.query.name))?;
            }
        }
    }
    if for_people {
        complain(&summary(sources.len(), &tally, arguments));
    }
    Ok(if tally.errors > 0 || tally.found { Exit::Found } else { Exit::Done })
}

/// Checks a query and, when asked to, fixes it.
fn one(source: &Source, around: &Surrounding, arguments: &Arguments, tally: &mut Tally) -> Result<Done, Trouble> {
    let facts = around.facts(source);
    let check = |text: &str| around.check(text, &facts);
    let mut done = Done { text: source.text().to_owned(), diagnostics: check(source.text()) };
    if arguments.fix || arguments.diff {
        let changed = fixing::fix(source, around, arguments.r#unsafe, &check)?;
        if let Some(refusal) = changed.refusal {
            complain(&format!("{}: {refusal}", source.query.name));
            tally.found |= !changed.kept;
        }
        if changed.kept {
            // One fix may do away with several findings.
            let gone = done.diagnostics.len().saturating_sub(changed.fixed.left.len());
            tally.fixed += changed.fixed.applied.len().max(gone);
            if arguments.diff {
                print(&fixing::diff(source, &changed.fixed.text))?;
                tally.found |= changed.fixed.text != source.text();
            } else {
                fixing::put(source, &changed.fixed.text)?;
            }
            done.text = changed.fixed.text;
            done.diagnostics = changed.fixed.left;
        } else if arguments.fix && !arguments.diff && source.path.is_none() {
            fixing::put(source, source.text())?;
        }
    }
    tally.errors += done.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    tally.warnings += done.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).count();
    Ok(done)
}

/// Why LogScale would not take the query; none when it would.
fn verdict(done: &Done, around: &Surrounding) -> Option<String> {
    let refusals = portable::refusals(&done.text, &around.settings);
    let constructs = counted(refusals.len() as u64, "construct", "constructs");
    match portable::portable(&done.text, &around.settings) {
        Ok(text) if text == done.text => None,
        Ok(_) if refusals.is_empty() => {
            Some("it takes the query in another meaning; `offscale check --fix` writes what is meant".to_owned())
        }
        Ok(_) => Some(format!("it refuses {constructs}; `offscale check --fix` rewrites all of it")),
        Err(_) => Some(format!("it refuses {constructs}")),
    }
}

/// Writes the findings: to stdout, unless a fixed query stands there.
fn write(format: &Format, done: &[Done], arguments: &Arguments, sources: &[Source]) -> Result<(), Trouble> {
    let placed: Vec<_> =
        done.iter().zip(sources).map(|(done, source)| source.placed(&done.text, &done.diagnostics)).collect();
    let checked: Vec<Checked<'_>> =
        placed.iter().map(|(diagnostics, source)| Checked { source, diagnostics }).collect();
    let taken = arguments.fix && sources.iter().any(|source| source.path.is_none());
    let color = if taken { super::colored_stderr() } else { colored_stdout() };
    let settings = render::Settings { color, explain: &findings::in_words };
    let text = (format.write)(&checked, &settings);
    match (text.is_empty(), taken) {
        (true, _) => Ok(()),
        (false, true) => {
            complain(text.trim_end());
            Ok(())
        }
        (false, false) => print(&text),
    }
}

fn summary(queries: usize, tally: &Tally, arguments: &Arguments) -> String {
    let mut text = format!("{}: ", counted(queries as u64, "query", "queries"));
    if arguments.fix || arguments.diff {
        let would = if arguments.diff { " would be" } else { "" };
        text += &format!("{}{would} fixed, ", counted(tally.fixed as u64, "finding", "findings"));
    }
    text += &format!(
        "{}, {}",
        counted(tally.errors as u64, "error", "errors"),
        counted(tally.warnings as u64, "warning", "warnings")
    );
    if arguments.fix || arguments.diff { text + " left" } else { text }
}
