//! `textDocument/foldingRange`: what takes several lines (branches, subqueries, calls), comments, `#region` to `#endregion`.

use std::collections::BTreeMap;

use gen_lsp_types::{
    FoldingRange, FoldingRangeKind, FoldingRangeParams, FoldingRangeProvider, FoldingRangeRequest, Request,
};

use super::handler::{Handler, Refusal, typed};
use super::open::{Open, number};
use super::state::State;
use crate::ast::visit::{self, Visitor};
use crate::ast::{Call, Expr, ExprKind, Step};
use crate::source::{ColumnUnit, Span};

pub(super) static HANDLER: Handler = Handler {
    method: FoldingRangeRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.folding_range_provider = Some(FoldingRangeProvider::Bool(true)),
    answer: |state, params| typed::<FoldingRangeRequest>(state, params, answer),
};

fn answer(state: &State, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>, Refusal> {
    let Some(open) = state.open(&params.text_document.uri) else { return Ok(None) };
    let mut folds = Folds { open: &open, found: BTreeMap::new() };
    visit::walk_query(&mut folds, open.query());
    comments(&mut folds);
    let found = folds.found.into_iter().map(|(start, (end, kind))| FoldingRange {
        start_line: number(start),
        end_line: number(end),
        kind,
        ..FoldingRange::default()
    });
    Ok(Some(found.collect()))
}

/// Lines to fold by their first one: the last, and what is folded. Of several the longest counts.
struct Folds<'s> {
    open: &'s Open<'s>,
    found: BTreeMap<usize, (usize, Option<FoldingRangeKind>)>,
}

impl Folds<'_> {
    fn line(&self, offset: usize) -> usize {
        self.open.lines.place(offset, ColumnUnit::Bytes).0
    }

    fn add(&mut self, span: Span) {
        // The line with the closing bracket stays in sight.
        let (start, end) = (self.line(span.start()), self.line(span.end()));
        let closes = span.of(self.open.text()).ends_with([')', ']', '}']);
        self.lines(start, if closes { end.saturating_sub(1) } else { end }, None);
    }

    fn lines(&mut self, start: usize, end: usize, kind: Option<FoldingRangeKind>) {
        if end > start && self.found.get(&start).is_none_or(|(known, _)| *known < end) {
            self.found.insert(start, (end, kind));
        }
    }
}

impl<'q> Visitor<'q> for Folds<'_> {
    fn step(&mut self, step: &'q Step) {
        self.add(step.span);
        visit::walk_step(self, step);
    }

    fn expr(&mut self, expr: &'q Expr) {
        if let ExprKind::Array(_) | ExprKind::Subquery(_) | ExprKind::Named(_) | ExprKind::Case(_) = expr.kind {
            self.add(expr.span);
        }
        visit::walk_expr(self, expr);
    }

    fn call(&mut self, call: &'q Call) {
        self.add(call.span);
        visit::walk_call(self, call);
    }
}

/// Block comments, line comments on lines of their own one below the other, and regions that comments mark.
fn comments(folds: &mut Folds<'_>) {
    let text = folds.open.text();
    let mut regions = Vec::new();
    let mut block: Option<(usize, usize)> = None;
    for comment in &folds.open.query().comments {
        let (start, end) = (folds.line(comment.span.start()), folds.line(comment.span.end()));
        let words = comment.span.of(text).trim_start_matches(['/', '*']).trim_start();
        if words.starts_with("#region") {
            regions.push(start);
        } else if words.starts_with("#endregion") {
            if let Some(opened) = regions.pop() {
                folds.lines(opened, end, Some(FoldingRangeKind::Region));
            }
            continue;
        }
        let before = text.get(..comment.span.start()).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
        let alone = before.trim().is_empty();
        match &mut block {
            Some((_, last)) if alone && start == *last + 1 && !words.starts_with("#region") => *last = end,
            _ => {
                if let Some((first, last)) = block.replace((start, end)) {
                    folds.lines(first, last, Some(FoldingRangeKind::Comment));
                }
            }
        }
    }
    if let Some((first, last)) = block {
        folds.lines(first, last, Some(FoldingRangeKind::Comment));
    }
}
