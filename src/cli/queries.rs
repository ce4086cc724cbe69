//! `offscale queries`: the queries that ship with the program.

use std::fmt::Write;

use clap::Args;

use super::{Exit, Outcome, Trouble, print};
use crate::library::header::Header;
use crate::library::shipped;

/// List the shipped queries, or print one
#[derive(Args)]
pub struct Arguments {
    /// A query's name: prints its text
    name: Option<String>,
}

/// Runs the subcommand.
///
/// # Errors
/// When there is no such query.
pub fn run(arguments: &Arguments) -> Outcome {
    if let Some(name) = &arguments.name {
        let Some(shipped) = shipped::QUERIES.iter().find(|shipped| shipped.name == name) else {
            return Err(Trouble(format!("no shipped query {name}; `offscale queries` lists them")));
        };
        print(shipped.query)?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for shipped in shipped::QUERIES {
        let header =
            Header::parse(shipped.header).map_err(|error| Trouble(format!("header of {}: {error}", shipped.name)))?;
        let _ = writeln!(text, "{}  {}", shipped.name, header.title);
        let _ = writeln!(text, "    attack: {}, severity: {}", header.attack.join(", "), header.severity);
        for line in header.description.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text.push_str("\nRun one with: offscale run NAME FILE...\n");
    print(&text)?;
    Ok(Exit::Done)
}
