//! `offscale errors`: the diagnostic codes.

use std::fmt::Write;

use clap::Args;

use super::{Exit, Outcome, Trouble, print};
use crate::diagnostic::{Code, render, suggest};
use crate::exec::Settings;
use crate::session;
use crate::source::SourceFile;

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
        None => list(),
        Some(name) => match Code::named(name) {
            Some(code) => explain(code),
            None => {
                let near = suggest::closest(name, Code::all().map(Code::name));
                let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
                return Err(Trouble(format!("unknown code {name}{hint}")));
            }
        },
    };
    print(&text)?;
    Ok(Exit::Done)
}

fn list() -> String {
    let mut text = String::new();
    let width = Code::all().map(|code| code.name().len()).max().unwrap_or(0);
    for code in Code::all() {
        let padding = " ".repeat(width - code.name().len());
        let _ = writeln!(text, "{}{padding}  {:<7}  {}", code.name(), code.severity().name(), code.info().summary);
    }
    text
}

fn explain(code: Code) -> String {
    let mut text = format!("{} ({})\n\n{}\n", code.name(), code.severity().name(), code.info().summary);
    let example = code.info().example;
    if !example.is_empty() {
        let source = SourceFile::new("example", example);
        let mut findings = session::check(example, &Settings::default());
        if !findings.iter().any(|finding| finding.code == code) {
            findings = session::check(example, &Settings { lenient: false, ..Settings::default() });
        }
        findings.retain(|finding| finding.code == code);
        let _ = write!(text, "\n{}", render::text(&findings, &source, super::colored_stdout()));
    }
    text
}
