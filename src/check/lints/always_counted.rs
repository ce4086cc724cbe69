//! `_count > 0` after `groupBy()`.

use super::{Context, edit};
use crate::ast::{CompareOperator, FilterKind, NumberOperand, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "always-counted" Info Correctness,
    what: "A count after groupBy() is at least 1, so this test drops nothing.",
    why: "There is no group without an event. Where groups without events were meant, such as hosts that went silent, this query cannot find them.",
    example: "groupBy(host) | _count > 0",
    instead: "groupBy(host) | _count > 10",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (pipeline, place, group, test) in edit::neighbours(context) {
        let StepKind::Filter(filter) = &test.kind else { continue };
        let FilterKind::Compare { field, operator, number: NumberOperand::Literal { text, .. } } = &filter.kind else {
            continue;
        };
        let always = match operator {
            CompareOperator::Greater => text == "0",
            CompareOperator::GreaterOrEqual => matches!(text.as_str(), "0" | "1"),
            _ => false,
        };
        if field.text == "_count" && always && counts_events(context, group) {
            let finding = Diagnostic::new(CODE, filter.span, "every group has at least one event")
                .label("always true")
                .also(group.span, "the groups are made here");
            findings.push(edit::remove_step(finding, context, pipeline, place + 1, Applicability::Safe));
        }
    }
}

/// Whether the step is a `groupBy()` that counts the events of each group under the usual name.
fn counts_events(context: &Context<'_>, step: &Step) -> bool {
    let StepKind::Call { call, .. } = &step.kind else { return false };
    let site = context.survey.calls.iter().find(|site| std::ptr::eq(site.call, call));
    site.is_some_and(|site| site.is("groupBy") && site.argument("function").is_none())
}
