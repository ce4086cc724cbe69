//! Reports of dialect constructs in filters, with the official form of the whole step where there is one.

use super::cursor::Parser;
use crate::ast::print::{comments_before, official_filter};
use crate::ast::{Filter, FilterKind};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

/// Whether the filter uses official CQL only.
pub(super) fn is_official(filter: &Filter) -> bool {
    let mut official = true;
    visit_dialect(filter, &mut |_| official = false);
    official
}

/// Calls `found` with the outermost dialect nodes.
fn visit_dialect<'f>(filter: &'f Filter, found: &mut impl FnMut(&'f Filter)) {
    match &filter.kind {
        FilterKind::And(filters) | FilterKind::Or(filters) => {
            for filter in filters {
                visit_dialect(filter, found);
            }
        }
        FilterKind::Not(inner) | FilterKind::Group(inner) => visit_dialect(inner, found),
        FilterKind::Call(_)
        | FilterKind::Expression(_)
        | FilterKind::MatchExpression { .. }
        | FilterKind::In { .. }
        | FilterKind::Exists { .. } => found(filter),
        FilterKind::Match { .. }
        | FilterKind::Compare { .. }
        | FilterKind::Link { .. }
        | FilterKind::FreeText(_)
        | FilterKind::Constant(_)
        | FilterKind::Error => {}
    }
}

impl Parser<'_> {
    /// Reports what in a filter step is dialect. The rewrite of the step hangs on the first report.
    pub fn report_dialect(&mut self, filter: &Filter, span: Span) {
        let mut reports = Vec::new();
        visit_dialect(filter, &mut |node| {
            let (message, help) = words(&node.kind);
            reports.push(self.dialect(node.span, message).help(help));
        });
        if let Some(first) = reports.first_mut()
            && let Some(text) = official_filter(filter)
        {
            *first = self.rewrite(first.clone(), "write it in LogScale's way", span, text);
        }
        for report in reports {
            self.push(report);
        }
    }

    /// A fix that rewrites a span; the comments that stand in it stay, before the new text.
    pub fn rewrite(&self, diagnostic: Diagnostic, title: &str, span: Span, text: String) -> Diagnostic {
        let text = comments_before(self.text, &self.comments, span, text);
        diagnostic.fix(title, span, text, Applicability::Safe)
    }
}

fn words(kind: &FilterKind) -> (&'static str, &'static str) {
    match kind {
        FilterKind::Call(_) => (
            "a function call cannot be part of a filter",
            "under `and`, put a bar between them; under `or`, use `case { first; second }`",
        ),
        FilterKind::In { .. } => ("LogScale has no operator `in`", "the function is `in(field, values=[a, b])`"),
        FilterKind::Exists { .. } => {
            ("LogScale has no `null`", "`field = *` asks whether the field exists, `field != *` whether it is missing")
        }
        FilterKind::MatchExpression { .. } => {
            ("the left side of a filter is a field name", "compare values in test(): `test(lower(a) == \"x\")`")
        }
        _ => ("an expression is not a filter", "compare values in test(): `test(a == b)`"),
    }
}
