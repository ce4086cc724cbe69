//! Filters of official CQL: not before or before and, and left out at will (language notes 4.2).

use super::cursor::Parser;
use super::lexical;
use super::step::negate;
use crate::ast::{Filter, FilterKind};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

impl Parser<'_> {
    /// Reads a filter. `first` holds operands of the first or-group that were read already; `depth` counts the
    /// parentheses around: at 0, a call or assignment without an `and` before it starts the next step.
    pub fn filter(&mut self, first: Vec<Filter>, depth: usize) -> Filter {
        let start = first.first().map_or(self.at, |filter| filter.span.start());
        let mut parts = Vec::new();
        let mut first = Some(first);
        let mut height = 0;
        loop {
            parts.push(self.or_group(first.take().unwrap_or_default(), depth));
            height = height.max(self.height);
            self.skip();
            if self.eat_keyword("and") {
                self.skip();
            } else if self.looking_at("&&") && self.after_symbol("&&") {
                self.symbol_for_word("&&", "and");
                self.skip();
            } else if !self.begins_operand() || self.ends_filter(depth) {
                break;
            }
        }
        self.grown(height + 1);
        match parts.len() {
            1 => parts.pop().unwrap_or(Filter { kind: FilterKind::Error, span: self.span(start) }),
            _ => Filter { kind: FilterKind::And(parts), span: self.span(start) },
        }
    }

    fn or_group(&mut self, first: Vec<Filter>, depth: usize) -> Filter {
        let start = first.first().map_or(self.at, |filter| filter.span.start());
        let mut operands = first;
        let mut more = operands.is_empty();
        let mut height = if more { 0 } else { self.height };
        loop {
            if more {
                operands.push(self.negation(depth));
                height = height.max(self.height);
            }
            more = true;
            self.skip();
            if self.eat_keyword("or") {
                self.skip();
            } else if self.looking_at("||")
                && !self.on_new_line()
                && self.begins_operand_at(self.after_blanks(self.at + 2))
            {
                self.symbol_for_word("||", "or");
                self.skip();
            } else {
                break;
            }
        }
        self.grown(height + 1);
        match operands.len() {
            1 => operands.pop().unwrap_or(Filter { kind: FilterKind::Error, span: self.span(start) }),
            _ => Filter { kind: FilterKind::Or(operands), span: self.span(start) },
        }
    }

    fn negation(&mut self, depth: usize) -> Filter {
        let start = self.at;
        let (negations, behind) = self.negations(start);
        let mut starts = Vec::new();
        let mut at = start;
        // Every `not` is kept, so that the tree prints as it was written.
        for _ in 0..negations {
            starts.push(at);
            let length = if self.from(at).starts_with('!') { 1 } else { 3 };
            at = self.after_blanks(at + length);
        }
        if negations > 0 {
            self.skip_to(behind);
        }
        let mut filter = self.primary(depth);
        let mut height = self.height;
        while let Some(start) = starts.pop() {
            height += 1;
            if !self.grown(height) {
                break;
            }
            filter = negate(filter, true, self.span(start));
        }
        filter
    }

    /// Moves past the negations that lookahead found, recording the comments on the way.
    pub fn skip_to(&mut self, place: usize) {
        while self.at < place {
            self.skip();
            if self.at < place {
                let length = if lexical::keyword(self.rest(), "not") { 3 } else { 1 };
                self.bump(length);
            }
        }
    }

    fn primary(&mut self, depth: usize) -> Filter {
        let start = self.at;
        if !self.looking_at("(") {
            return self.field_test(depth);
        }
        if !self.enter() {
            self.leave();
            return Filter { kind: FilterKind::Error, span: self.span(start) };
        }
        self.bump(1);
        self.skip();
        self.open.push(')');
        let inner = self.filter(Vec::new(), depth + 1);
        self.open.pop();
        self.skip();
        if self.looking_at("|") || self.looking_at(",") {
            let diagnostic = self
                .unexpected("`)`")
                .also(Span::new(start, start + 1), "opened here")
                .help("parentheses hold one filter; use `case { ...; ... }` for pipelines");
            self.error(diagnostic);
        }
        self.close(start, "(", ")");
        self.leave();
        let height = self.height + 1;
        self.grown(height);
        Filter { kind: FilterKind::Group(Box::new(inner)), span: self.span(start) }
    }

    /// Whether an operand of a filter can begin with the next character.
    pub fn begins_operand(&self) -> bool {
        self.begins_operand_at(self.at)
    }

    /// The same for the character at `at`.
    pub fn begins_operand_at(&self, at: usize) -> bool {
        self.from(at).chars().next().is_some_and(|next| {
            lexical::is_pattern(next)
                || matches!(next, '(' | '"' | '\'' | '/' | '?' | '`' | '$' | '[')
                || lexical::is_curly_quote(next)
                || (next == '!' && !self.from(at).starts_with("!="))
                || (next == '{' && self.template_end_at(at).is_some())
        })
    }

    /// Whether what comes next, without `and` before it, belongs to another step or to the arrow of a branch.
    fn ends_filter(&self, depth: usize) -> bool {
        let rest = self.rest();
        if rest.starts_with(':') && self.at_colon_arrow() {
            return true;
        }
        if rest.starts_with(['$', '[']) {
            return true;
        }
        depth == 0 && (self.begins_other_step(self.at) || self.at_union(true))
    }

    /// Whether `&&` stands alone, so that it is not the beginning of a word.
    fn after_symbol(&self, symbol: &str) -> bool {
        !self.from(self.at + symbol.len()).starts_with('&')
    }

    /// Takes `&&` or `||`, which other languages have.
    pub fn symbol_for_word(&mut self, symbol: &str, word: &str) {
        let span = Span::new(self.at, self.at + symbol.len());
        let glued = |character: Option<char>| character.is_some_and(|character| !lexical::is_blank(character));
        let before =
            if glued(self.text.get(..span.start()).and_then(|text| text.chars().next_back())) { " " } else { "" };
        let after = if glued(self.from(span.end()).chars().next()) { " " } else { "" };
        let diagnostic: Diagnostic = self
            .dialect_code(codes::DIALECT, span, &format!("LogScale writes `{word}`, not `{symbol}`"))
            .fix(format!("write `{word}`"), span, format!("{before}{word}{after}"), Applicability::Safe);
        self.push(diagnostic);
        self.bump(symbol.len());
    }
}
