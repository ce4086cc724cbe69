//! Whether two trees say the same, wherever they stand in their texts.

use crate::ast::convert::glued_text;
use crate::ast::visit_mut::{self, VisitorMut};
use crate::ast::{Call, Element, Expr, ExprKind, Pipeline, Query, RegexLiteral};
use crate::source::Span;

/// Whether the queries have the same tree, apart from places and comments.
pub(super) fn same_tree(mut one: Query, mut other: Query) -> bool {
    visit_mut::walk_query(&mut Forget::default(), &mut one);
    visit_mut::walk_query(&mut Forget::default(), &mut other);
    one.pipeline == other.pipeline
}

/// Forgets places. What places alone tell is kept: whether the words of an argument stand glued together, so that they
/// can be read as one text (`web-1`).
#[derive(Default)]
struct Forget {
    listed: bool,
}

impl Forget {
    fn within(&mut self, listed: bool, walk: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.listed, listed);
        walk(self);
        self.listed = outside;
    }
}

impl VisitorMut for Forget {
    fn pipeline(&mut self, pipeline: &mut Pipeline) {
        self.within(false, |forget| visit_mut::walk_pipeline(forget, pipeline));
    }
    fn call(&mut self, call: &mut Call) {
        self.within(true, |forget| visit_mut::walk_call(forget, call));
    }
    fn expr(&mut self, expr: &mut Expr) {
        let glued = self.listed
            && matches!(expr.kind, ExprKind::Arithmetic { .. } | ExprKind::Minus(_))
            && glued_text(expr).is_some();
        let listed = self.listed || matches!(expr.kind, ExprKind::Array(_));
        self.within(listed, |forget| visit_mut::walk_expr(forget, expr));
        expr.span = Span::new(0, usize::from(glued));
    }
    fn element(&mut self, element: &mut Element) {
        self.within(true, |forget| visit_mut::walk_element(forget, element));
    }
    fn regex(&mut self, regex: &mut RegexLiteral) {
        self.span(&mut regex.span);
        regex.source_start = 0;
    }
    fn span(&mut self, span: &mut Span) {
        *span = Span::default();
    }
}
