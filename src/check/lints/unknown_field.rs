//! A field that the data does not have, or whose name is very near to one of Falcon's.

use std::collections::HashSet;

use super::{Context, falcon};
use crate::check::flow::{Fields, Need};
use crate::diagnostic::{Applicability, Diagnostic, suggest};

lint! {
    "unknown-field" Warning Correctness,
    what: "No event has a field of that name; perhaps it is misspelt.",
    why: "LogScale knows no list of fields and says nothing: the test simply never holds.",
    example: "#event_simpleName = ProcessRollup2 Commandline = *mimikatz*",
    instead: "#event_simpleName = ProcessRollup2 CommandLine = /mimikatz/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let steps = || context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps);
    if context.facts.fields.is_none() && !context.falcon {
        return;
    }
    let made: HashSet<&str> = steps().flat_map(|step| &step.writes).map(|write| write.name.as_str()).collect();
    let mut reported: Vec<(&str, crate::source::Span)> = Vec::new();
    for step in steps().filter(|step| matches!(step.before, Fields::Open)) {
        for read in &step.reads {
            let name = read.name.as_str();
            let special = name.starts_with(['@', '_']) || name.contains(['.', '[', '*']) || made.contains(name);
            if read.need != Need::Value || special || reported.contains(&(name, read.span)) {
                continue;
            }
            let (message, near) = match &context.facts.fields {
                Some(fields) if fields.iter().any(|field| field == name) => continue,
                // Tags and fields that open steps made are not in the list.
                Some(_) if name.starts_with('#') || opened(context) => continue,
                Some(fields) => {
                    let near = suggest::closest(name, fields.iter().map(String::as_str));
                    (format!("the data has no field {name}"), near)
                }
                None => match misspelt(name) {
                    Some(near) => (format!("no Falcon field is known as {name}"), Some(near)),
                    None => continue,
                },
            };
            reported.push((name, read.span));
            let mut finding = Diagnostic::new(CODE, read.span, message);
            if let Some(near) = near {
                finding = finding.fix(format!("did you mean {near}?"), read.span, near, Applicability::Unsafe);
            }
            findings.push(finding);
        }
    }
}

/// Whether some step makes fields that nobody can name: parseJson(), a saved query.
fn opened(context: &Context<'_>) -> bool {
    let steps = context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps);
    steps.into_iter().any(|step| step.may_add)
}

/// The name of Falcon's that this one must have been meant for: it differs in capitals, or in one letter.
fn misspelt(name: &str) -> Option<&'static str> {
    if falcon::knows(name) || name.len() < 5 {
        return None;
    }
    // `status` may well be a field of its own beside `Status`; a name of several words is meant.
    let words = |known: &str| known.chars().filter(char::is_ascii_uppercase).count() >= 2;
    let other_case = falcon::names().find(|known| known.eq_ignore_ascii_case(name) && words(known));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let near = || {
        falcon::names().find(|known| {
            known.len() >= 7
                && known.len().abs_diff(name.len()) <= 1
                && digits(known) == digits(name)
                && !is_plural(known, name)
                && strsim::damerau_levenshtein(known, name) == 1
        })
    };
    other_case.or_else(near)
}

/// Whether the names differ in a last letter alone, as those of two real fields do.
fn is_plural(left: &str, right: &str) -> bool {
    left.strip_prefix(right).or_else(|| right.strip_prefix(left)).is_some()
}
