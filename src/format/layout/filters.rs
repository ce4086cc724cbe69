//! Filters, and the conditions of the dialect.

use super::Layout;
use crate::ast::{Expr, Filter, FilterKind};
use crate::format::doc::Doc;

impl<'t> Layout<'t> {
    /// A filter. `indent`: lines behind its first stand deeper.
    pub(super) fn filter(&mut self, filter: &Filter, indent: bool) -> Doc<'t> {
        let end = filter.span.end();
        let doc = match &filter.kind {
            FilterKind::And(parts) | FilterKind::Or(parts) => self.filters(parts, indent),
            FilterKind::Not(inner) => {
                let mut parts = self.negations(inner.span.start());
                parts.push(self.filter(inner, indent));
                Doc::concat(parts)
            }
            FilterKind::Group(inner) if self.at_token("(", inner.span.start()) => {
                let open = self.token();
                let inner = self.filter(inner, false);
                self.bracket(open, vec![inner], false)
            }
            FilterKind::Call(call) => self.call(call),
            FilterKind::Expression(expr) => self.expr(expr),
            FilterKind::MatchExpression { left, pattern, .. } => self.test(left, pattern.span().start(), end),
            FilterKind::In { left, .. } => self.test(left, end, end),
            FilterKind::Match { field, pattern, .. } => self.leaf_test(field.span.end(), pattern.span().start(), end),
            FilterKind::Compare { field, .. } => self.leaf_test(field.span.end(), end, end),
            _ => self.generic(end),
        };
        self.rest_of(doc, end)
    }

    fn filters(&mut self, filters: &[Filter], indent: bool) -> Doc<'t> {
        let Some((first, others)) = filters.split_first() else {
            return Doc::concat(Vec::new());
        };
        let first = self.filter(first, true);
        let mut rest = Vec::new();
        for filter in others {
            rest.extend(self.operator(filter.span.start()));
            rest.push(self.filter(filter, true));
        }
        self.chain(first, rest, indent)
    }

    /// A test of a computed value; its operators stand before `right`.
    fn test(&mut self, left: &Expr, right: usize, end: usize) -> Doc<'t> {
        let mut parts = vec![self.expr(left)];
        while self.here() < right && !self.done() && !matches!(self.next(), "(" | "[") {
            parts.push(Doc::text(" "));
            parts.push(self.keyword());
        }
        if self.here() < end {
            parts.push(if self.next().starts_with("//") { Doc::concat(Vec::new()) } else { Doc::text(" ") });
            parts.push(self.generic(end));
        }
        Doc::concat(parts)
    }

    /// A test of a field; its operators stand before `right`.
    fn leaf_test(&mut self, left: usize, right: usize, end: usize) -> Doc<'t> {
        let mut parts = vec![self.generic(left)];
        if self.here() < right && !self.done() {
            parts.push(Doc::text(" "));
            parts.push(self.keyword());
        }
        if self.here() < end {
            parts.push(if self.next().starts_with("//") { Doc::concat(Vec::new()) } else { Doc::text(" ") });
            parts.push(self.generic(end));
        }
        Doc::concat(parts)
    }

    /// A node's document, with what the node holds besides.
    pub(super) fn rest_of(&mut self, doc: Doc<'t>, end: usize) -> Doc<'t> {
        if self.here() >= end || self.done() {
            return doc;
        }
        let rest = self.generic(end);
        Doc::concat(vec![doc, Doc::gap(), rest])
    }
}
