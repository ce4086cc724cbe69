//! `/^(a|b|c)$/` lists whole values, which `in()` does more plainly and faster.

use super::shape::{Alternative, Kind, Opening, Piece};
use super::{Context, edit};
use crate::ast::print::quote;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "regex-as-list" Info Style,
    what: "A regex lists whole values; in() says so.",
    why: "A list of whole values is easier to read and to extend, LogScale can search for its words in an index, and nothing in it needs a backslash.",
    example: "event_platform = /^(Win|Mac)$/",
    instead: "in(field=event_platform, values=[\"Win\", \"Mac\"])",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests && matches!(&*site.flags, "" | "i")) {
        let (Some(test), Some(field), Some(shape)) = (site.test, &site.field, &site.shape) else {
            continue;
        };
        let Some(values) = whole_values(shape) else { continue };
        let mut finding = Diagnostic::new(CODE, site.span, "this regex is a list of whole values")
            .label(format!("{} values, from first to last character", values.len()));
        if context.is_step(test) {
            let values: Vec<String> = values.iter().map(|value| quote(value)).collect();
            let case = if site.ignores_case() { ", ignoreCase=true" } else { "" };
            let not = if site.negated { "!" } else { "" };
            let field = edit::field(field);
            let text = format!("{not}in(field={field}, values=[{}]{case})", values.join(", "));
            finding = finding.fix("list the values", test.span, text, Applicability::Safe);
        } else {
            finding = finding.help("in() lists them as a step of its own");
        }
        findings.push(finding);
    }
}

/// The values that the regex lists, when that is all it does: at least two, without a star, which `in()` reads as a
/// wildcard.
fn whole_values(shape: &[Alternative]) -> Option<Vec<String>> {
    let [Alternative { pieces, .. }] = shape else { return None };
    let [Piece { kind: Kind::Start, .. }, group, Piece { kind: Kind::End, .. }] = pieces.as_slice() else {
        return None;
    };
    let Kind::Group { opening: Opening::Plain | Opening::Silent, alternatives } = &group.kind else { return None };
    if !group.counter.is_empty() || alternatives.len() < 2 {
        return None;
    }
    let values: Vec<String> = alternatives.iter().map(Alternative::literal).collect::<Option<_>>()?;
    values.iter().all(|value| !value.is_empty() && !value.contains('*')).then_some(values)
}
