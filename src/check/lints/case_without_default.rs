//! `case` and `match` without a default branch drop what no branch takes.

use super::Context;
use crate::ast::{FilterKind, Guard, Pipeline, StepKind};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "case-without-default" Warning Correctness,
    what: "case or match sets fields but has no default branch, so events that no branch takes are dropped.",
    why: "An event that no branch takes is dropped. A branch that only labels or scores events then works as a filter, and what it was not written for disappears from the result.",
    example: "case { status >= 500 | level := \"bad\"; status >= 400 | level := \"poor\" }",
    instead: "case { status >= 500 | level := \"bad\"; * | level := \"good\" }",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.pipelines {
        for step in &site.pipeline.steps {
            let (sets, word, place) = match &step.kind {
                StepKind::Case(branches) => {
                    if branches.len() < 2 || branches.iter().any(|branch| takes_all(&branch.pipeline)) {
                        continue;
                    }
                    let place = Span::new(step.span.start(), step.span.start() + "case".len());
                    (branches.iter().all(|branch| labels(&branch.pipeline)), "case", place)
                }
                StepKind::Match { field, arms } => {
                    if arms.len() < 2 || arms.iter().any(|arm| arm.guard == Guard::Always) {
                        continue;
                    }
                    (arms.iter().all(|arm| assigns(&arm.pipeline)), "match", field.span)
                }
                _ => continue,
            };
            if !sets {
                continue;
            }
            let mut finding = Diagnostic::new(CODE, place, format!("{word} without a default branch drops events"))
                .label("an event that no branch takes goes no further");
            let written = step.span.of(context.text);
            if let Some(inner) = written.strip_suffix('}') {
                let inner = inner.trim_end();
                let all = if word == "case" { "*" } else { "* => *" };
                let text = if inner.ends_with(';') { format!(" {all}") } else { format!("; {all}") };
                let end = Span::at(step.span.start() + inner.len());
                finding = finding.fix("let the other events through", end, text, Applicability::Unsafe);
            }
            findings.push(finding);
        }
    }
}

/// Whether a branch takes every event.
fn takes_all(pipeline: &Pipeline) -> bool {
    !pipeline.steps.iter().any(|step| match &step.kind {
        StepKind::Filter(filter) | StepKind::Where(filter) => filter.kind != FilterKind::Constant(true),
        StepKind::Assign { .. } => false,
        _ => true,
    })
}

/// Whether a branch tests and then sets a field.
fn labels(pipeline: &Pipeline) -> bool {
    pipeline.steps.len() > 1 && assigns(pipeline)
}

fn assigns(pipeline: &Pipeline) -> bool {
    pipeline.steps.last().is_some_and(|step| matches!(step.kind, StepKind::Assign { .. }))
}
