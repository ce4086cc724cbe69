//! The tokens of a query with the comments around them: what the layout places, and all that it may place.

use std::borrow::Cow;

use crate::ast::convert::glued_text;
use crate::ast::visit::{self, Visitor};
use crate::ast::{
    Call, Element, Expr, ExprKind, Filter, FilterKind, NumberOperand, Parameter, Pipeline, Query, SavedCall, Step,
    StepKind,
};
use crate::source::Span;

/// A token.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// What is written.
    pub text: Cow<'t, str>,
    /// What was written before.
    pub source: &'t str,
    /// Where it stood.
    pub span: Span,
    /// The comments before it that do not stand at the end of the line of the token before.
    pub before: Vec<Note<'t>>,
    /// The comments at the end of its line.
    pub after: Vec<Note<'t>>,
    /// Whether an empty line stood right before it.
    pub blank: bool,
    /// Whether a line ended between the token before and this one.
    pub new_line: bool,
}

/// A comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note<'t> {
    /// With its delimiters, without blanks at the end.
    pub text: &'t str,
    /// Whether it stands on a line of its own.
    pub own: bool,
    /// Whether an empty line stood before it.
    pub blank: bool,
}

/// The tokens, and an empty one at the end that holds the last comments. Where the text is one token to the layout,
/// such as a parameter with its default, it is one here. `None` when a byte of the text belongs to nothing, which no
/// query without errors has.
pub(super) fn tokens<'t>(text: &'t str, query: &Query, spans: &[Span]) -> Option<Vec<Token<'t>>> {
    let leaves = leaves(query);
    let mut leaves = leaves.iter().peekable();
    let mut comments = query.comments.iter().map(|comment| comment.span).peekable();
    let mut tokens: Vec<Token<'t>> = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut spans = spans.iter().copied().chain([Span::at(text.len())]).peekable();
    while let Some(mut span) = spans.next() {
        while leaves.next_if(|leaf| leaf.start < span.start).is_some() {}
        while let Some(leaf) = leaves.next_if(|leaf| leaf.start == span.start) {
            span = span.to(*leaf);
        }
        while spans.next_if(|next| next.end <= span.end && !next.is_empty()).is_some() {}
        let mut token = Token {
            text: written(span.of(text)),
            source: span.of(text),
            span,
            before: Vec::new(),
            after: Vec::new(),
            blank: false,
            new_line: false,
        };
        let mut found = Vec::new();
        while let Some(comment) = comments.next_if(|comment| comment.start < span.start) {
            if comment.start() >= at {
                let lines = line_ends(text.get(at..comment.start())?)?;
                token.new_line |= lines > 0;
                found.push((lines, comment));
                at = comment.end();
            }
        }
        while comments.next_if(|comment| comment.end <= span.end && !span.is_empty()).is_some() {}
        let lines = line_ends(text.get(at..span.start())?)?;
        token.blank = lines > 1;
        token.new_line |= lines > 0;
        attach(text, &mut tokens, &mut token, &found, lines > 0 || span.is_empty());
        at = span.end();
        tokens.push(token);
    }
    Some(tokens)
}

/// Gives the comments of a gap to the token before or behind it.
fn attach<'t>(
    text: &'t str,
    tokens: &mut [Token<'t>],
    token: &mut Token<'t>,
    found: &[(usize, Span)],
    line_ends_behind: bool,
) {
    let same_line = found.iter().position(|(lines, _)| *lines > 0).unwrap_or(found.len());
    let ends_line = same_line < found.len() || line_ends_behind;
    for (number, (lines, span)) in found.iter().enumerate() {
        let note = |own| Note { text: span.of(text).trim_end(), own, blank: *lines > 1 };
        let line_ends_behind = found.get(number + 1).map_or(line_ends_behind, |(lines, _)| *lines > 0);
        match tokens.last_mut().filter(|_| number < same_line && ends_line) {
            Some(before) => before.after.push(note(false)),
            // What shares a line with what follows keeps doing so, unless other comments come between.
            None => {
                token.before.push(note(line_ends_behind));
            }
        }
    }
    // All comments before one on its own line stand on their own lines too.
    if let Some(last) = token.before.iter().rposition(|note| note.own) {
        token.before.iter_mut().take(last).for_each(|note| note.own = true);
    }
}

/// How many lines end in blanks. `None` when it is more than blanks.
fn line_ends(blanks: &str) -> Option<usize> {
    let blank = |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc);
    blanks.bytes().all(blank).then(|| blanks.bytes().filter(|byte| *byte == b'\n').count())
}

/// Curly quotes become straight ones, where no straight one stands between them.
fn written(text: &str) -> Cow<'_, str> {
    let curly = |quote: char| matches!(quote, '\u{201c}' | '\u{201d}');
    match text.strip_prefix(curly).and_then(|text| text.strip_suffix(curly)) {
        Some(inner) if !inner.contains('"') => Cow::Owned(format!("\"{inner}\"")),
        _ => Cow::Borrowed(text),
    }
}

/// Texts that the layout must not take apart: parameters, numbers with signs, and words of arguments that read as
/// arithmetic, such as `web-1`.
fn leaves(query: &Query) -> Vec<Span> {
    let mut leaves = Leaves::default();
    visit::walk_query(&mut leaves, query);
    leaves.spans.sort_unstable();
    leaves.spans
}

#[derive(Default)]
struct Leaves {
    spans: Vec<Span>,
    /// Inside an argument or an array, where a text may be meant.
    listed: bool,
}

impl Leaves {
    fn within<'a>(&mut self, listed: bool, walk: impl FnOnce(&mut Self) + 'a) {
        let outside = std::mem::replace(&mut self.listed, listed);
        walk(self);
        self.listed = outside;
    }
}

impl<'a> Visitor<'a> for Leaves {
    fn pipeline(&mut self, pipeline: &'a Pipeline) {
        self.within(false, |leaves| visit::walk_pipeline(leaves, pipeline));
    }
    fn step(&mut self, step: &'a Step) {
        self.within(matches!(step.kind, StepKind::Stats(_)), |leaves| visit::walk_step(leaves, step));
    }
    fn call(&mut self, call: &'a Call) {
        self.within(true, |leaves| visit::walk_call(leaves, call));
    }
    fn saved_call(&mut self, call: &'a SavedCall) {
        self.spans.push(call.name_span);
        visit::walk_saved_call(self, call);
    }
    fn parameter(&mut self, parameter: &'a Parameter) {
        self.spans.push(parameter.span);
    }
    fn filter(&mut self, filter: &'a Filter) {
        if let FilterKind::Compare { number: NumberOperand::Literal { span, .. }, .. } = &filter.kind {
            self.spans.push(*span);
        }
        visit::walk_filter(self, filter);
    }
    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Word { .. } | ExprKind::Number(_) => self.spans.push(expr.span),
            ExprKind::Arithmetic { .. } | ExprKind::Minus(_) if self.listed && glued_text(expr).is_some() => {
                self.spans.push(expr.span);
            }
            ExprKind::Array(elements) => {
                self.within(true, |leaves| elements.iter().for_each(|Element { value, .. }| leaves.expr(value)));
            }
            _ => visit::walk_expr(self, expr),
        }
    }
}
