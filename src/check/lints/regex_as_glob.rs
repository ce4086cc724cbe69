//! A regex that a star, or plain equality, says as well.

use super::context::Case;
use super::shape::{self, Kind};
use super::{Context, falcon};
use crate::ast::print::quote;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "regex-as-glob" Info Performance,
    what: "A regex without special characters; a pattern with stars says the same.",
    why: "LogScale compares text with stars faster than it runs a regex, and nothing in it needs a backslash.",
    example: "url = /^\\/api\\//",
    instead: "url = \"/api/*\"",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests && site.flags.is_empty()) {
        let (Some(test), Some(field), Some(shape)) = (site.test, &site.field, &site.shape) else {
            continue;
        };
        let origin = context.origin(field);
        // There the flag i is what is missing, or the start of the name.
        if falcon::ignores_case(origin.field) && (origin.case == Case::Same || !site.source.starts_with('^')) {
            continue;
        }
        // In an expression, text is compared as a whole.
        if context.survey.filters.iter().any(|own| own.value && std::ptr::eq(own.filter, test)) {
            continue;
        }
        let [only] = shape.as_slice() else { continue };
        let mut pieces = only.pieces.as_slice();
        let mut anchors = (false, false);
        if let [first, rest @ ..] = pieces
            && first.kind == Kind::Start
        {
            (pieces, anchors.0) = (rest, true);
        }
        if let [rest @ .., last] = pieces
            && last.kind == Kind::End
            && last.range.len() == 1
        {
            (pieces, anchors.1) = (rest, true);
        }
        let Some(text) = shape::literal(pieces).filter(|text| !text.is_empty() && !text.contains('*')) else {
            continue;
        };
        let start = if anchors.0 { "" } else { "*" };
        let end = if anchors.1 { "" } else { "*" };
        let written = site.span.of(context.text);
        // `=` is what a regex and a pattern share; `like` does not look at whole values.
        if !written.starts_with('/') || test.span.of(context.text).contains("like") {
            continue;
        }
        let pattern = quote(&format!("{start}{text}{end}"));
        findings.push(Diagnostic::new(CODE, site.span, "this regex has no special characters").fix(
            "compare with stars",
            site.span,
            pattern,
            Applicability::Safe,
        ));
    }
}
