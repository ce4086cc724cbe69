//! A query function described in text, from its descriptor: help of the command line, the session, an editor.

use std::fmt::Write;

use crate::check::arguments::signature;
use crate::diagnostic::suggest;
use crate::exec::Function;
use crate::exec::function::Support;
use crate::functions::{self, FUNCTIONS};

/// The function of that name (parentheses behind it do no harm).
///
/// # Errors
/// When there is none; names the nearest.
pub fn function(name: &str) -> Result<&'static Function, String> {
    functions::find(name.trim_end_matches("()")).ok_or_else(|| {
        let near = suggest::closest(name, FUNCTIONS.iter().map(|function| function.name));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        format!("unknown function {name}{hint}")
    })
}

/// All functions by what they do, a line for each.
pub fn list() -> String {
    let mut text = String::new();
    let mut roles: Vec<&str> = FUNCTIONS.iter().map(|function| function.roles.name()).collect();
    roles.sort_unstable();
    roles.dedup();
    let width = FUNCTIONS.iter().map(|function| function.name.len()).max().unwrap_or(0);
    for role in roles {
        let _ = writeln!(text, "{role}:");
        for function in FUNCTIONS.iter().filter(|function| function.roles.name() == role) {
            let mark = if function.build.is_some() { ' ' } else { '-' };
            let padding = " ".repeat(width - function.name.len());
            let _ = writeln!(text, "{mark} {}{padding}  {}", function.name, function.summary);
        }
        text.push('\n');
    }
    text.push_str("- marks functions that are known but cannot be run.\n");
    text
}

/// Everything known about a function.
pub fn describe(function: &Function) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}\n\n{}\n", signature(function), function.summary);
    let _ = writeln!(text, "kind: {}", function.roles.name());
    let _ = writeln!(text, "page: {}", function.page);
    match function.support {
        Support::Exact => {}
        Support::Approximate(how) => drop(writeln!(text, "support: approximate, {how}")),
        Support::NeedsData(what) => drop(writeln!(text, "support: needs {what}")),
        Support::CloudOnly(why) => drop(writeln!(text, "support: none offline, {why}")),
    }
    if function.build.is_none() {
        let _ = writeln!(text, "support: known and checked, cannot be run");
    }
    if let Some(instead) = function.deprecated {
        let _ = writeln!(text, "deprecated: {instead}");
    }
    if !function.parameters.is_empty() {
        let _ = writeln!(text, "\nparameters:");
    }
    for parameter in function.parameters {
        let mut facts = vec![format!("{:?}", parameter.kind).to_lowercase()];
        if parameter.required {
            facts.push("required".to_owned());
        }
        if parameter.unnamed {
            facts.push("may stay unnamed".to_owned());
        }
        if let Some(default) = parameter.default {
            facts.push(format!("default {default}"));
        }
        if !parameter.values.is_empty() {
            facts.push(format!("one of {}", parameter.values.join(", ")));
        }
        if let Some(max) = parameter.max {
            facts.push(format!("at most {max}"));
        }
        let summary = if parameter.summary.is_empty() { String::new() } else { format!(". {}", parameter.summary) };
        let _ = writeln!(text, "  {}: {}{summary}", parameter.name, facts.join(", "));
    }
    if !function.behaviour.is_empty() {
        let _ = writeln!(text, "\nbehaviour:");
    }
    for line in function.behaviour {
        let _ = writeln!(text, "  - {line}");
    }
    for example in function.examples {
        let _ = writeln!(text, "\nexample:\n  {}", example.query.replace('\n', "\n  "));
        for line in example.input.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(text, "    in   {}", line.trim());
        }
        for line in example.output.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(text, "    out  {}", line.trim());
        }
    }
    text
}
