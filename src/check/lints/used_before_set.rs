//! A field that is used before the step that sets it.

use super::{Context, falcon};
use crate::check::flow::{By, Need};
use crate::diagnostic::Diagnostic;

lint! {
    "used-before-set" Warning Correctness,
    what: "A field is used before the step that sets it.",
    why: "Steps run in order. At that point no event has the field yet, so the test never holds and the value is nothing.",
    example: "groupBy(host) | share := _hits / 100 | _hits := _count * 2",
    instead: "groupBy(host) | _hits := _count * 2 | share := _hits / 100",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for pipeline in &context.flow.pipelines {
        for (place, step) in pipeline.steps.iter().enumerate() {
            for read in step.reads.iter().filter(|read| read.need == Need::Value) {
                let before = pipeline.steps.get(..=place).unwrap_or(&[]);
                let name = read.name.as_str();
                if before.iter().any(|step| step.writes.iter().any(|write| write.name == name))
                    || may_exist(context, name)
                {
                    continue;
                }
                // An inner pipeline may have got it from outside.
                if pipeline.parent.is_some() || before.iter().any(|step| step.may_add) {
                    continue;
                }
                let later = pipeline.steps.get(place + 1..).unwrap_or(&[]);
                let set =
                    later.iter().flat_map(|step| &step.writes).find(|write| write.name == name && write.by == By::Name);
                let Some(set) = set else { continue };
                findings.push(
                    Diagnostic::new(CODE, read.span, format!("{name} is not set yet"))
                        .also(set.span, "it is set here")
                        .help("move the step that sets it up"),
                );
            }
        }
    }
}

/// Whether events may bring the field along: without knowing the data, only a name with an underscore in front is
/// certain to be the query's own.
fn may_exist(context: &Context<'_>, name: &str) -> bool {
    match &context.facts.fields {
        Some(fields) => fields.iter().any(|field| field == name) || name.starts_with(['@', '#']),
        None if context.falcon => falcon::knows(name) || !name.starts_with('_'),
        None => !name.starts_with('_'),
    }
}
