//! A field that is set to itself.

use super::survey::{Use, field_of};
use super::{Context, edit};
use crate::ast::StepKind;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "self-assignment" Info Correctness,
    what: "A field is set or renamed to itself.",
    why: "The step does nothing. One of the two names was meant to be another.",
    example: "host := host",
    instead: "host := ComputerName",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.pipelines {
        for (place, step) in site.pipeline.steps.iter().enumerate() {
            let name = match &step.kind {
                StepKind::Assign { target, value, .. } if field_of(value) == Some(&target.text) => &target.text,
                StepKind::Call { call, .. } if renames(context, call) => &call.function,
                _ => continue,
            };
            let message = match &step.kind {
                StepKind::Assign { .. } => format!("{name} is set to itself"),
                _ => "the field is renamed to itself".to_owned(),
            };
            let finding = Diagnostic::new(CODE, step.span, message).label("this does nothing");
            findings.push(edit::remove_step(finding, context, site.pipeline, place, Applicability::Safe));
        }
    }
}

fn renames(context: &Context<'_>, call: &crate::ast::Call) -> bool {
    let site = context.survey.calls.iter().find(|site| site.used == Use::Step && std::ptr::eq(site.call, call));
    let Some(site) = site.filter(|site| site.is("rename")) else { return false };
    site.text("field").is_some() && site.text("field") == site.text("as")
}
