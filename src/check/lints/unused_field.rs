//! A field that is computed for nothing.

use super::Context;
use crate::check::flow::{By, Fields, StepFlow};
use crate::diagnostic::Diagnostic;

lint! {
    "unused-field" Warning Correctness,
    what: "A field is set, no later step uses it, and the result does not show it.",
    why: "Most often a later step was meant to use it and names another field.",
    example: "score := hits * 10 | groupBy(host)",
    instead: "score := hits * 10 | groupBy(host, function=max(score))",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for pipeline in &context.flow.pipelines {
        for (place, step) in pipeline.steps.iter().enumerate() {
            let mut reported: Vec<&str> = Vec::new();
            for write in step.writes.iter().filter(|write| write.by == By::Name) {
                let name = write.name.as_str();
                if reported.contains(&name) || name.starts_with(['@', '#']) || !is_unused(&pipeline.steps, place, name)
                {
                    continue;
                }
                // Of two writes, the second has the say.
                let again = step.inner_reads.iter().any(|read| read.name == name && read.span.start > write.span.start);
                if again {
                    continue;
                }
                reported.push(name);
                findings.push(
                    Diagnostic::new(CODE, write.span, format!("nothing uses {name}"))
                        .label("set here")
                        .help("use it, show it, or take the step out"),
                );
            }
        }
    }
}

/// Whether a field that the step at `place` makes is dropped before anything reads it.
pub(super) fn is_unused(steps: &[StepFlow<'_>], place: usize, name: &str) -> bool {
    let Some(own) = steps.get(place) else { return false };
    // Read within the step itself: `a = /(?<x>.)/ x = 1`.
    if own.all_reads().any(|read| read.name == name) || !own.after.may_have(name) {
        return false;
    }
    for step in steps.get(place + 1..).unwrap_or(&[]) {
        if step.reads_unknown || step.all_reads().any(|read| read.name == name) {
            return false;
        }
        if step.closes && matches!(step.after, Fields::Closed(_)) && !step.after.may_have(name) {
            return true;
        }
        if step.aggregates || step.writes.iter().any(|write| write.name == name) {
            return false;
        }
    }
    false
}
