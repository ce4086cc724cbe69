//! A query of a library without tests.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

lint! {
    "missing-tests" Info Library,
    what: "No test stands beside the query.",
    why: "Without an event that it must find and one that it must not, nobody knows whether the query still works after a change.",
    example: "",
    instead: "",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(file) = context.facts.file.as_ref().filter(|file| !file.tested) else { return };
    let stem = file.path.strip_suffix(".logscale").unwrap_or(&file.path);
    findings.push(
        Diagnostic::new(CODE, Span::at(0), format!("{} has no test", file.path))
            .help(format!("write cases into {stem}.test.toml")),
    );
}
