//! `!=` in `test()` drops events without the field, `!=` in a filter keeps them.

use super::Context;
use super::survey::{Use, field_of};
use crate::ast::{CompareOperator, Expr, ExprKind};
use crate::check::arguments::ArgumentValue;
use crate::check::flow::Fields;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "not-equal-in-test" Info Correctness,
    what: "test(a != x) drops events without the field, while the filter a != x keeps them.",
    why: "Comparison with nothing gives nothing, and test() drops what is not true. An exclusion that was written so also excludes every event that lacks the field.",
    example: "test(user != \"root\")",
    instead: "user != \"root\"",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("test") && site.used == Use::Step && !site.negated) {
        let Some(argument) = site.argument("expression") else { continue };
        let ArgumentValue::One(Expr {
            kind: ExprKind::Compare { operator: CompareOperator::NotEqual, left, right },
            ..
        }) = &argument.value
        else {
            continue;
        };
        let (field, value) = match (field_of(left), field_of(right)) {
            (Some(field), None) => (field, right),
            (None, Some(field)) => (field, left),
            _ => continue,
        };
        let text = match &value.kind {
            ExprKind::Text(text) => text,
            ExprKind::Number(text) => text,
            _ => continue,
        };
        if is_certain(context, field) || text.contains('*') {
            continue;
        }
        let finding = Diagnostic::new(CODE, site.call.span, format!("events without {field} are dropped"))
            .note(format!("the filter {field} != ... keeps them"));
        let written = site.call.span.of(context.text);
        findings.push(match written.starts_with("test") {
            true => {
                let fixed = format!("{field} != {}", value.span.of(context.text));
                finding.fix("keep them", site.call.span, fixed, Applicability::Unsafe)
            }
            false => finding,
        });
    }
}

/// Whether the query makes the field, so that whoever wrote it knows where it is missing.
fn is_certain(context: &Context<'_>, name: &str) -> bool {
    let mut steps = context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps);
    steps.any(|step| {
        step.writes.iter().any(|write| write.name == name)
            || step.aggregates && !matches!(step.after, Fields::Open) && step.after.may_have(name)
    })
}
