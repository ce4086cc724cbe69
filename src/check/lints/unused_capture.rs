//! A named group whose field nothing uses.

use super::Context;
use super::shape::{self, Kind, Opening};
use super::unused_field::is_unused;
use crate::check::flow::By;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "unused-capture" Info Style,
    what: "A named group makes a field that no later step uses and the result does not show.",
    why: "Setting fields takes time, and a reader looks for where it is used.",
    example: "url = /(?<host>[^\\/]+)\\/(?<path>.*)/ | groupBy(host)",
    instead: "url = /(?<host>[^\\/]+)\\/(?:.*)/ | groupBy(host)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for pipeline in &context.flow.pipelines {
        for (place, step) in pipeline.steps.iter().enumerate() {
            for write in step.writes.iter().filter(|write| write.by == By::Capture && !write.maybe) {
                if !is_unused(&pipeline.steps, place, &write.name) || repeats(context, write.span) {
                    continue;
                }
                let opening = opening(context, write.span, &write.name);
                let message = format!("nothing uses the field {} that this group makes", write.name);
                let mut finding = Diagnostic::new(CODE, opening.unwrap_or(write.span), message);
                if let Some(span) = opening {
                    finding = finding.fix("let the group make no field", span, "(?:", Applicability::Safe);
                }
                findings.push(finding);
            }
        }
    }
}

/// Whether the regex makes an event of every match: then its groups have a say in how many there are.
fn repeats(context: &Context<'_>, group: Span) -> bool {
    let holds = |span: Span| span.start <= group.start && group.end <= span.end;
    context.survey.regexes.iter().any(|site| holds(site.span) && site.flags.contains('g'))
        || context.survey.calls.iter().any(|site| holds(site.span) && site.argument("repeat").is_some())
}

/// The place of `(?<name>`, when the group stands in the text as in the regex.
fn opening(context: &Context<'_>, group: Span, name: &str) -> Option<Span> {
    let site = context
        .survey
        .regexes
        .iter()
        .find(|site| site.literal.is_some() && site.span.start <= group.start && group.end <= site.span.end)?;
    let shape = site.shape.as_deref()?;
    let mut range = None;
    shape::each(shape, &mut |piece| {
        if matches!(&piece.kind, Kind::Group { opening: Opening::Named(own), .. } if own == name) {
            range = Some(piece.range.clone());
        }
    });
    let whole = site.exact(range?, context.text)?;
    let end = whole.of(context.text).find('>')? + 1;
    Some(Span::new(whole.start(), whole.start() + end))
}
