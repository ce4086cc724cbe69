//! Changes of a query's text that several lints propose.

use super::Context;
use crate::ast::print::quote;
use crate::ast::{Pipeline, Step};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::source::Span;

/// A field's name as it is written in a query.
pub(super) fn field(name: &str) -> String {
    let plain = name.chars().all(|letter| letter.is_alphanumeric() || "#@._".contains(letter));
    if plain && !name.is_empty() { name.to_owned() } else { quote(name) }
}

/// The edit that takes a step out of its pipeline, with one bar. `None` when it is the only one, when a comment would go
/// with it, or when the step does not stand in the text as such.
pub(super) fn without_step(context: &Context<'_>, pipeline: &Pipeline, place: usize) -> Option<Edit> {
    let step = pipeline.steps.get(place)?;
    let (start, end) =
        match (place.checked_sub(1).and_then(|place| pipeline.steps.get(place)), pipeline.steps.get(place + 1)) {
            (Some(before), _) => (before.span.end(), step.span.end()),
            (None, Some(after)) => (step.span.start(), after.span.start()),
            (None, None) => return None,
        };
    let removed = context.text.get(start..end)?;
    let bars = removed.matches('|').count() - step.span.of(context.text).matches('|').count();
    (bars == 1 && !context.has_comment(start, end)).then_some(Edit { span: Span::new(start, end), text: String::new() })
}

/// Adds a fix that takes a step out, where that can be done.
pub(super) fn remove_step(
    finding: Diagnostic,
    context: &Context<'_>,
    pipeline: &Pipeline,
    place: usize,
    applicability: Applicability,
) -> Diagnostic {
    match without_step(context, pipeline, place) {
        Some(edit) => with(finding, "take the step out", vec![edit], applicability),
        None => finding.help("take the step out"),
    }
}

/// Adds a fix of several edits.
pub(super) fn with(
    mut finding: Diagnostic,
    message: &str,
    edits: Vec<Edit>,
    applicability: Applicability,
) -> Diagnostic {
    finding.fixes.push(Fix { message: message.to_owned(), edits, applicability });
    finding
}

/// Every pair of steps that follow each other, with the place of the first.
pub(super) fn neighbours<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Pipeline, usize, &'a Step, &'a Step)> {
    let pipelines: Vec<&'a Pipeline> = context.survey.pipelines.iter().map(|site| site.pipeline).collect();
    pipelines.into_iter().flat_map(|pipeline| {
        let pairs = pipeline.steps.windows(2).enumerate();
        pairs.filter_map(move |(place, pair)| Some((pipeline, place, pair.first()?, pair.get(1)?)))
    })
}
