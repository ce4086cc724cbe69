//! A branch of `case` or `match` with the condition of an earlier one, or behind one that takes everything.

use std::collections::HashMap;

use super::Context;
use crate::ast::{Arm, Branch, FilterKind, Guard, Pipeline, StepKind, print};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

lint! {
    "unreachable-branch" Warning Correctness,
    what: "A branch of case or match is never taken.",
    why: "Branches are tried in order, and the first that lets the event through wins. Behind a branch that takes everything, or the same condition again, nothing arrives.",
    example: "case { * | a := 1; b=2 | a := 2 }",
    instead: "case { b=2 | a := 2; * | a := 1 }",
}

/// A branch or arm.
struct Condition {
    /// Where its condition stands.
    span: Span,
    /// The condition, however it is written.
    text: String,
    /// Whether it takes every event.
    takes_all: bool,
    /// Whether every event that meets the condition leaves the branch.
    keeps: bool,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for step in context.survey.pipelines.iter().flat_map(|site| &site.pipeline.steps) {
        match &step.kind {
            StepKind::Case(branches) => unreachable(branches.iter().filter_map(of_branch).collect(), findings),
            StepKind::Match { arms, .. } => {
                unreachable(arms.iter().map(|arm| of_arm(arm, context.text)).collect(), findings);
            }
            _ => {}
        }
    }
}

fn of_branch(branch: &Branch) -> Option<Condition> {
    let (first, rest) = branch.pipeline.steps.split_first()?;
    let tests = matches!(first.kind, StepKind::Filter(_) | StepKind::Where(_));
    Some(Condition {
        span: first.span,
        text: print::step(first),
        takes_all: takes_all(&branch.pipeline),
        keeps: tests && rest.iter().all(|step| matches!(step.kind, StepKind::Assign { .. })),
    })
}

fn of_arm(arm: &Arm, text: &str) -> Condition {
    let keeps = takes_all(&arm.pipeline);
    let text = arm.guard_span.of(text).to_owned();
    Condition { span: arm.guard_span, text, takes_all: arm.guard == Guard::Always && keeps, keeps }
}

fn unreachable(conditions: Vec<Condition>, findings: &mut Vec<Diagnostic>) {
    let mut takes_all = None;
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for condition in &conditions {
        let Condition { span, text, .. } = condition;
        let finding = Diagnostic::new(CODE, *span, "this branch is never taken");
        let finding = if let Some(all) = takes_all {
            finding.also(all, "this one takes every event")
        } else if let Some(same) = seen.get(text.as_str()) {
            finding.also(*same, "this one has the same condition")
        } else {
            takes_all = condition.takes_all.then_some(*span);
            if condition.keeps {
                seen.insert(text, *span);
            }
            continue;
        };
        findings.push(finding.help("put it before that branch, or take it out"));
    }
}

/// Whether a branch takes every event.
fn takes_all(pipeline: &Pipeline) -> bool {
    pipeline.steps.iter().all(|step| match &step.kind {
        StepKind::Filter(filter) | StepKind::Where(filter) => filter.kind == FilterKind::Constant(true),
        StepKind::Assign { .. } => true,
        _ => false,
    })
}
