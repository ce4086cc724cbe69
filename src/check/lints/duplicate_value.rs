//! A value that stands twice in a list.

use std::collections::{HashMap, HashSet};

use super::Context;
use super::shape::{self, Alternative};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "duplicate-value" Info Style,
    what: "A value stands twice in a list.",
    why: "It finds nothing more. Often one of the two was meant to be another value.",
    example: "in(field=status, values=[404, 500, 404])",
    instead: "in(field=status, values=[404, 500])",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("in")) {
        let values = site.texts("values").unwrap_or_default();
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (place, (value, span)) in values.iter().enumerate() {
            let before = values.get(..place).unwrap_or(&[]);
            let Some(first) = seen.get(value.as_str()) else {
                seen.insert(value, *span);
                continue;
            };
            let mut finding =
                Diagnostic::new(CODE, *span, format!("{value} stands in the list twice")).also(*first, "first here");
            if let Some((_, last)) = before.last()
                && !context.has_comment(last.end(), span.end())
            {
                let cut = Span::new(last.end(), span.end());
                finding = finding.fix("take the second out", cut, "", Applicability::Safe);
            }
            findings.push(finding);
        }
    }
    for site in context.survey.regexes.iter().filter(|site| site.tests) {
        let Some(shape) = &site.shape else { continue };
        let mut lists: Vec<&[Alternative]> = vec![shape];
        shape::each(shape, &mut |piece| {
            if let shape::Kind::Group { alternatives, .. } = &piece.kind {
                lists.push(alternatives);
            }
        });
        for list in lists {
            repeated(context, site, list, findings);
        }
    }
}

fn repeated(
    context: &Context<'_>,
    site: &super::survey::RegexSite<'_>,
    list: &[Alternative],
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen = HashSet::new();
    for alternative in list {
        let text = site.source.get(alternative.range.clone()).unwrap_or("");
        if text.is_empty() || seen.insert(text) {
            continue;
        }
        let span = site.span_of(alternative.range.clone(), context.text);
        let mut finding = Diagnostic::new(CODE, span, format!("the alternative {text} stands here twice"));
        let range = alternative.range.start.saturating_sub(1)..alternative.range.end;
        if let Some(cut) = site.exact(range, context.text) {
            finding = finding.fix("take the second out", cut, "", Applicability::Safe);
        }
        findings.push(finding);
    }
}
