//! `"*"` as the last guard of `match`.

use super::Context;
use crate::ast::{Guard, Pattern, StepKind};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "quoted-star-guard" Warning Correctness,
    what: "The last guard of match is a star in quotes, which events without the field do not pass.",
    why: "As a guard * takes every event, and \"*\" only those that have the field. Events without it are dropped, although there seems to be a default.",
    example: "status match { 200 => level := \"good\"; \"*\" => level := \"bad\" }",
    instead: "status match { 200 => level := \"good\"; * => level := \"bad\" }",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let steps = context.survey.pipelines.iter().flat_map(|site| &site.pipeline.steps);
    for step in steps {
        let StepKind::Match { arms, .. } = &step.kind else { continue };
        let Some(last) = arms.last() else { continue };
        if let Guard::Pattern(Pattern::Glob(text)) = &last.guard
            && !text.value.is_empty()
            && text.value.bytes().all(|byte| byte == b'*')
        {
            findings.push(
                Diagnostic::new(CODE, last.guard_span, "this guard takes only events that have the field").fix(
                    "take every event",
                    last.guard_span,
                    "*",
                    Applicability::Unsafe,
                ),
            );
        }
    }
}
