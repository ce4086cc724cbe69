//! Two tests of a field that no value passes.

use super::Context;
use crate::ast::{Filter, FilterKind, MatchOperator, Name, Pattern, Pipeline, StepKind, Text};
use crate::diagnostic::Diagnostic;

lint! {
    "contradiction" Warning Correctness,
    what: "A field is compared with two different values, and both tests must hold, so nothing passes.",
    why: "Tests side by side must all hold. Alternatives are joined with or, or listed with in().",
    example: "status = 404 status = 500",
    instead: "in(field=status, values=[404, 500])",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.pipelines {
        let mut wanted: Vec<(&Name, &Text)> = Vec::new();
        for step in tests(site.pipeline) {
            match step {
                Some(filter) => look(filter, &mut wanted, findings),
                None => wanted.clear(),
            }
        }
    }
    // Conditions inside expressions stand alone.
    for site in context.survey.filters.iter().filter(|site| site.value) {
        if let FilterKind::And(_) = &site.filter.kind {
            look(site.filter, &mut Vec::new(), findings);
        }
    }
}

/// The filters of a pipeline; none where another kind of step may change fields.
fn tests(pipeline: &Pipeline) -> impl Iterator<Item = Option<&Filter>> {
    pipeline.steps.iter().map(|step| match &step.kind {
        StepKind::Filter(filter) | StepKind::Where(filter) => Some(filter),
        _ => None,
    })
}

fn look<'a>(filter: &'a Filter, wanted: &mut Vec<(&'a Name, &'a Text)>, findings: &mut Vec<Diagnostic>) {
    match &filter.kind {
        FilterKind::And(parts) => parts.iter().for_each(|part| look(part, wanted, findings)),
        FilterKind::Group(inner) => look(inner, wanted, findings),
        FilterKind::Match { field, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) }
            if !text.value.contains('*') =>
        {
            let other = wanted.iter().find(|(name, own)| name.text == field.text && own.value != text.value);
            if let Some((_, first)) = other {
                findings.push(
                    Diagnostic::new(CODE, filter.span, format!("no event has both values of {}", field.text))
                        .label("both tests must hold")
                        .also(first.span, "it was compared with another value here")
                        .help("join alternatives with or, or list them with in()"),
                );
            }
            wanted.push((field, text));
        }
        _ => {}
    }
}
