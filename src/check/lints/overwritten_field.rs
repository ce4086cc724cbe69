//! A field that is set twice, and not read in between.

use super::Context;
use crate::check::flow::{By, StepFlow, Write};
use crate::diagnostic::Diagnostic;

lint! {
    "overwritten-field" Warning Correctness,
    what: "A field is set again before anything has read its first value.",
    why: "The first value is lost. Most often the second was meant for another field, or for some events only.",
    example: "level := \"low\" | level := \"high\"",
    instead: "case { score > 5 | level := \"high\"; * | level := \"low\" }",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for pipeline in &context.flow.pipelines {
        for (place, step) in pipeline.steps.iter().enumerate() {
            // A value that may be null leaves the first one: `x := "none" | x := y`.
            for second in step.writes.iter().filter(|write| write.by == By::Name && write.certain && !write.maybe) {
                if step.all_reads().any(|read| read.name == second.name) || step.reads_unknown {
                    continue;
                }
                let before = pipeline.steps.get(..place).unwrap_or(&[]);
                if let Some(first) = last_write(before, &second.name) {
                    findings.push(
                        Diagnostic::new(CODE, second.span, format!("{} is set again", second.name))
                            .also(first.span, "nothing has read this value"),
                    );
                }
            }
        }
    }
}

/// The last write of a field, when nothing has read the field since.
fn last_write<'s>(steps: &'s [StepFlow<'_>], name: &str) -> Option<&'s Write> {
    for step in steps.iter().rev() {
        let write = step.writes.iter().find(|write| write.name == name);
        if let Some(write) = write {
            return Some(write).filter(|write| write.by == By::Name && !write.maybe);
        }
        if step.reads_unknown || step.all_reads().any(|read| read.name == name) || step.aggregates {
            return None;
        }
    }
    None
}
