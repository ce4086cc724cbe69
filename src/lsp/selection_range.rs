//! `textDocument/selectionRange`: from the word at the cursor outwards through the tree to the whole query.

use gen_lsp_types::{Request, SelectionRange, SelectionRangeParams, SelectionRangeProvider, SelectionRangeRequest};

use super::handler::{Handler, Refusal, typed};
use super::open::Open;
use super::state::State;
use crate::ast::visit::{self, Visitor};
use crate::ast::{Argument, Call, Expr, Filter, Pattern, Pipeline, SavedCall, Step};
use crate::session::highlight;
use crate::source::Span;

pub(super) static HANDLER: Handler = Handler {
    method: SelectionRangeRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.selection_range_provider = Some(SelectionRangeProvider::Bool(true)),
    answer: |state, params| typed::<SelectionRangeRequest>(state, params, answer),
};

fn answer(state: &State, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>, Refusal> {
    let Some(open) = state.open(&params.text_document.uri) else { return Ok(None) };
    let words = highlight::pieces(open.text(), open.settings());
    let words: Vec<Span> = words.into_iter().map(|(range, _)| Span::new(range.start, range.end)).collect();
    Ok(Some(params.positions.iter().map(|position| around(&open, &words, open.offset(*position))).collect()))
}

fn around(open: &Open<'_>, words: &[Span], offset: usize) -> SelectionRange {
    let mut spans = Spans { offset, found: vec![Span::new(0, open.text().len())] };
    visit::walk_query(&mut spans, open.query());
    spans.add(open.query().pipeline.span);
    words.iter().for_each(|word| spans.add(*word));
    let mut found = spans.found;
    found.sort_by_key(|span| (std::cmp::Reverse(span.end - span.start), span.start));
    found.dedup();
    let mut selection: Option<SelectionRange> = None;
    for span in found {
        // Each lies within the one before; what only touches it is left out.
        if selection.as_ref().is_none_or(|outer| open.span(outer.range).to(span) == open.span(outer.range)) {
            selection = Some(SelectionRange { range: open.range(span), parent: selection.map(Box::new) });
        }
    }
    selection.unwrap_or_else(|| SelectionRange { range: open.range(Span::at(offset)), parent: None })
}

/// The nodes that an offset lies in.
struct Spans {
    offset: usize,
    found: Vec<Span>,
}

impl Spans {
    fn add(&mut self, span: Span) {
        if span.start() <= self.offset && self.offset <= span.end() {
            self.found.push(span);
        }
    }
}

impl<'q> Visitor<'q> for Spans {
    fn pipeline(&mut self, pipeline: &'q Pipeline) {
        self.add(pipeline.span);
        visit::walk_pipeline(self, pipeline);
    }

    fn step(&mut self, step: &'q Step) {
        self.add(step.span);
        visit::walk_step(self, step);
    }

    fn filter(&mut self, filter: &'q Filter) {
        self.add(filter.span);
        visit::walk_filter(self, filter);
    }

    fn expr(&mut self, expr: &'q Expr) {
        self.add(expr.span);
        visit::walk_expr(self, expr);
    }

    fn call(&mut self, call: &'q Call) {
        self.add(call.span);
        for Argument { name, value } in &call.arguments {
            name.iter().for_each(|name| self.add(name.span.to(value.span)));
        }
        visit::walk_call(self, call);
    }

    fn saved_call(&mut self, call: &'q SavedCall) {
        self.add(call.span);
        visit::walk_saved_call(self, call);
    }

    fn pattern(&mut self, pattern: &'q Pattern) {
        self.add(pattern.span());
        visit::walk_pattern(self, pattern);
    }
}
