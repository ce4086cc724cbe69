//! `select()` right before another `select()` or `table()` that keeps fewer fields.

use super::{Context, edit};
use crate::ast::{Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "repeated-select" Info Style,
    what: "Fields are selected twice in a row.",
    why: "The second step decides; the first one is read for nothing.",
    example: "select([host, status, size]) | select([host, size])",
    instead: "select([host, size])",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (pipeline, place, first, second) in edit::neighbours(context) {
        let (Some(all), Some(kept)) =
            (fields(context, first, &["select"]), fields(context, second, &["select", "table"]))
        else {
            continue;
        };
        if kept.iter().all(|name| all.contains(name)) {
            let finding =
                Diagnostic::new(CODE, first.span, "the next step selects again").also(second.span, "this one decides");
            findings.push(edit::remove_step(finding, context, pipeline, place, Applicability::Safe));
        }
    }
}

fn fields(context: &Context<'_>, step: &Step, functions: &[&str]) -> Option<Vec<String>> {
    let StepKind::Call { call, .. } = &step.kind else { return None };
    let site = context.survey.calls.iter().find(|site| std::ptr::eq(site.call, call))?;
    let named = site.function.is_some_and(|function| functions.contains(&function.name));
    let names = site.texts("fields")?.into_iter().map(|(name, _)| name);
    named.then(|| names.collect())
}
