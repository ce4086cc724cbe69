//! A field's name on the right of `=`.

use super::{Context, falcon};
use crate::ast::{FilterKind, MatchOperator, Pattern};
use crate::check::flow::By;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "field-as-text" Warning Correctness,
    what: "The right side of = is the name of a field, but is compared as text.",
    why: "In a filter the right side is always text: src = dst asks whether src holds the three letters dst. Two fields are compared with test().",
    example: "me := lower(FileName) | ParentBaseFileName = me",
    instead: "me := lower(FileName) | test(ParentBaseFileName == me)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.filters.iter().filter(|site| !site.value) {
        let FilterKind::Match { field, operator, pattern: Pattern::Glob(text) } = &site.filter.kind else { continue };
        if text.quoted || *operator == MatchOperator::Like || text.value.contains('*') || text.value == field.text {
            continue;
        }
        let place = text.span.start;
        let assigned = || {
            let steps = context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps);
            steps
                .flat_map(|step| &step.writes)
                .any(|write| write.name == text.value && write.by != By::Default && write.span.start < place)
        };
        if !assigned() && !is_known(context, &text.value) {
            continue;
        }
        let (other, own) = (field.span.of(context.text), text.span.of(context.text));
        let finding =
            Diagnostic::new(CODE, text.span, format!("{} is a field, and is compared as text here", text.value))
                .label("the right side of = is text");
        let sign = if *operator == MatchOperator::NotEqual { "!=" } else { "==" };
        findings.push(match context.is_step(site.filter) && !field.quoted {
            true => {
                let fixed = format!("test({other} {sign} {own})");
                finding.fix("compare the fields", site.filter.span, fixed, Applicability::Unsafe)
            }
            false => finding.help(format!("compare the fields with test({other} {sign} {own}); put text in quotes")),
        });
    }
}

/// Whether the data, or Falcon, has a field of that name that is no ordinary word.
fn is_known(context: &Context<'_>, name: &str) -> bool {
    let capitals = name.chars().filter(char::is_ascii_uppercase).count();
    let field = match &context.facts.fields {
        Some(fields) => fields.iter().any(|field| field == name),
        None => context.falcon && falcon::knows(name),
    };
    field && capitals >= 2 && name.chars().any(|letter| letter.is_ascii_lowercase())
}
