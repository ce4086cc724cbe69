//! A filter on a tag that stands behind other work.

use super::Context;
use crate::ast::{Filter, FilterKind, Pattern, StepKind};
use crate::diagnostic::Diagnostic;

lint! {
    "tag-not-first" Info Performance,
    what: "A filter on a tag stands behind a step that is no filter.",
    why: "Tags decide which part of the data is read at all, but only filters at the start of the query are used for it.",
    example: "name := lower(FileName) | #event_simpleName = ProcessRollup2",
    instead: "#event_simpleName = ProcessRollup2 | name := lower(FileName)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut worked = None;
    for step in &context.query.pipeline.steps {
        match &step.kind {
            StepKind::Filter(filter) | StepKind::Where(filter) => {
                if let (Some(tag), Some(before)) = (tag(filter), worked) {
                    findings.push(
                        Diagnostic::new(CODE, tag.span, "this tag could decide what is read")
                            .also(before, "this step is done for every event before")
                            .help("move it to the start of the query"),
                    );
                }
            }
            StepKind::Assign { .. } => worked = worked.or(Some(step.span)),
            // What these leave has other tags.
            StepKind::Case(_) | StepKind::Match { .. } | StepKind::Saved(_) | StepKind::AnyOf(_) | StepKind::Error => {
                return;
            }
            StepKind::Stats(_) => return,
            StepKind::Call { call, .. } | StepKind::FieldOperator { call, .. } => {
                let function = crate::functions::find(&call.function);
                if function.is_none_or(|function| function.roles.aggregate || function.roles.source) {
                    return;
                }
                if function.is_some_and(|function| {
                    !function.roles.filter && function.name != "defineTable" && function.name != "setTimeInterval"
                }) {
                    worked = worked.or(Some(step.span));
                }
            }
        }
    }
}

/// The test of a tag that every event must pass.
fn tag(filter: &Filter) -> Option<&Filter> {
    match &filter.kind {
        FilterKind::And(parts) => parts.iter().find_map(tag),
        FilterKind::Group(inner) => tag(inner),
        FilterKind::Match { field, pattern: Pattern::Glob(_), .. } if field.text.starts_with('#') => Some(filter),
        _ => None,
    }
}
