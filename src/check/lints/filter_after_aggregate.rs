//! A filter on the key of a group that could stand before the grouping.

use super::{Context, edit};
use crate::ast::{FilterKind, MatchOperator, Pattern, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, Edit};

lint! {
    "filter-after-aggregate" Info Performance,
    what: "A filter on a field that groupBy() groups by stands behind it.",
    why: "Events that are dropped anyway are grouped first. They also take places under the limit of groupBy(), so that groups that matter may be left out.",
    example: "groupBy(host) | host = web*",
    instead: "host = web* | groupBy(host)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (_, _, group, test) in edit::neighbours(context) {
        let (StepKind::Call { call, .. }, StepKind::Filter(filter)) = (&group.kind, &test.kind) else { continue };
        let FilterKind::Match { field, operator, pattern } = &filter.kind else { continue };
        let plain = match pattern {
            Pattern::Glob(_) => true,
            Pattern::Regex(regex) => !regex.source.contains('<') && !regex.flags.contains('g'),
            Pattern::Parameter(_) => false,
        };
        let Some(site) = context.survey.calls.iter().find(|site| std::ptr::eq(site.call, call)) else { continue };
        let keys = site.texts("field").unwrap_or_default();
        // Without the field an event is in no group, but `!=` would keep it.
        let passes_missing = *operator == MatchOperator::NotEqual;
        if !site.is("groupBy") || !plain || !keys.iter().any(|(key, _)| *key == field.text) {
            continue;
        }
        let members = context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps);
        if members.filter(|own| std::ptr::eq(own.step, group)).any(|own| own.reads_unknown) {
            continue;
        }
        let finding =
            Diagnostic::new(CODE, filter.span, format!("{} is the same before and after this groupBy()", field.text))
                .label("this could be tested before")
                .also(call.function_span, "grouped here");
        let swap = vec![
            Edit { span: group.span, text: test.span.of(context.text).to_owned() },
            Edit { span: test.span, text: group.span.of(context.text).to_owned() },
        ];
        let applicability = if passes_missing { Applicability::Unsafe } else { Applicability::Safe };
        findings.push(edit::with(finding, "filter first", swap, applicability));
    }
}
