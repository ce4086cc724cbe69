//! A named group that takes as much as it can.

use super::Context;
use super::shape::{Kind, Opening};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "greedy-capture" Info Correctness,
    what: "A named group of .* runs to the last place where the rest of the regex fits.",
    why: "On a line with two such places it takes everything between, and the field holds more than its name says.",
    example: "@rawstring = /user=\"(?<user>.*)\"/",
    instead: "@rawstring = /user=\"(?<user>.*?)\"/",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.regexes {
        if !site.source.contains("(?<") && !site.source.contains("(?P<") {
            continue;
        }
        let Some(shape) = &site.shape else { continue };
        for alternative in shape {
            for pair in alternative.pieces.windows(2) {
                let [group, next] = pair else { continue };
                let Kind::Group { opening: Opening::Named(name), alternatives } = &group.kind else { continue };
                let [only] = alternatives.as_slice() else { continue };
                let [any] = only.pieces.as_slice() else { continue };
                let greedy = any.kind == Kind::Any && matches!(any.counter.as_str(), "*" | "+");
                // Behind it something that can come again.
                let again = matches!(next.kind, Kind::Literal(..) | Kind::Shorthand('s' | 'd' | 'w'))
                    && next.counter.is_empty();
                if !greedy || !again || !group.counter.is_empty() {
                    continue;
                }
                let mut finding = Diagnostic::new(
                    CODE,
                    site.span_of(any.range.clone(), context.text),
                    format!("{name} runs to the last place where the rest fits"),
                );
                if let Some(span) = site.exact(any.range.clone(), context.text) {
                    finding = finding.fix("stop at the first", Span::at(span.end()), "?", Applicability::Unsafe);
                }
                findings.push(finding);
            }
        }
    }
}
