//! `field != ""` meant as "the field is there".

use super::Context;
use crate::ast::{FilterKind, MatchOperator, Pattern};
use crate::check::flow::{By, Need};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "not-empty-passes-missing" Warning Correctness,
    what: "field != \"\" keeps events that lack the field.",
    why: "A test with != passes where there is nothing to compare. To ask for a field with a value, ask for one character.",
    example: "UserName != \"\"",
    instead: "UserName = /./",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.filters.iter().filter(|site| !site.negated) {
        let FilterKind::Match { field, operator: MatchOperator::NotEqual, pattern: Pattern::Glob(text) } =
            &site.filter.kind
        else {
            continue;
        };
        if !text.value.is_empty() || is_certain(context, &field.text) {
            continue;
        }
        let fixed = format!("{} = /./", field.span.of(context.text));
        findings.push(
            Diagnostic::new(CODE, site.filter.span, format!("events without {} pass as well", field.text))
                .label("!= passes where the field is missing")
                .fix("ask for a character", site.filter.span, fixed, Applicability::Unsafe),
        );
    }
}

/// Whether another test asks for the field, or the query makes it.
fn is_certain(context: &Context<'_>, name: &str) -> bool {
    let mut steps = context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps);
    steps.any(|step| {
        step.writes.iter().any(|write| write.name == name && write.by != By::Default)
            || step.aggregates && step.after.may_have(name)
            || step.reads.iter().any(|read| read.name == name && read.need == Need::Value && is_test(step.step))
    })
}

fn is_test(step: &crate::ast::Step) -> bool {
    matches!(step.kind, crate::ast::StepKind::Filter(_) | crate::ast::StepKind::Where(_))
}
