//! A step `*`, which keeps everything.

use super::survey::Place;
use super::{Context, edit};
use crate::ast::{FilterKind, StepKind};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "redundant-star" Info Style,
    what: "A step * keeps every event.",
    why: "A query begins with all events; the star says nothing.",
    example: "* | status = 500",
    instead: "status = 500",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.pipelines.iter().filter(|site| site.place != Place::Branch) {
        for (place, step) in site.pipeline.steps.iter().enumerate() {
            let StepKind::Filter(filter) = &step.kind else { continue };
            if filter.kind == FilterKind::Constant(true) && site.pipeline.steps.len() > 1 {
                let finding = Diagnostic::new(CODE, step.span, "this step keeps every event");
                findings.push(edit::remove_step(finding, context, site.pipeline, place, Applicability::Safe));
            }
        }
    }
}
