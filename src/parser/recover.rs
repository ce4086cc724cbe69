//! Recovery: where reading goes on after an error, so that one query shows all its errors at once.

use super::cursor::Parser;
use super::{lexical, regex_literal};
use crate::source::Span;

impl Parser<'_> {
    /// Skips to the next border at the present bracket depth: `|`, `;`, a closer, the end; a comma too inside lists.
    /// Nothing more is reported at that border.
    pub fn recover(&mut self, at_comma: bool) {
        let mut open = 0_usize;
        let mut glued = false;
        loop {
            self.skip();
            let Some(next) = self.peek() else { break };
            glued = glued && self.end == self.at;
            match next {
                '|' | ';' if open == 0 => break,
                ',' if open == 0 && at_comma => break,
                ')' | ']' | '}' if open == 0 => break,
                ')' | ']' | '}' => open -= 1,
                '(' | '[' | '{' => open += 1,
                _ => {}
            }
            let length = self.skipped_token(next, glued);
            glued = lexical::is_pattern(next);
            self.bump(length);
        }
        self.hush();
    }

    /// Length of the token to skip; borders inside strings and regexes do not count.
    fn skipped_token(&self, next: char, glued: bool) -> usize {
        if next == '"' || lexical::is_curly_quote(next) {
            if let Some(end) = self.quoted_end(self.at) {
                return end - self.at;
            }
            let line = self.rest().split('\n').next().unwrap_or("");
            return line.len().max(next.len_utf8());
        }
        if next == '/'
            && !glued
            && let Some(extent) = regex_literal::on_one_line(self.rest())
        {
            return extent.end;
        }
        if let Ok((_, word)) = lexical::pattern(self.rest()) {
            return word.len();
        }
        next.len_utf8()
    }

    /// Takes the closer of a bracket that opened at `open`. What stands before it, and its absence, are reported.
    pub fn close(&mut self, open: usize, opener: &str, closer: &str) {
        if self.eat(closer) {
            return;
        }
        let (_, found) = self.found();
        let mut diagnostic = self.unexpected(&format!("`{closer}`"));
        if self.peek().is_none() || self.at_border() {
            diagnostic.message = format!("syntax error: `{opener}` is never closed, found {found}");
        }
        let diagnostic = diagnostic.also(Span::new(open, open + opener.len()), "opened here");
        self.error(diagnostic);
        self.recover(false);
        self.eat(closer);
    }

    /// Whether the next token ends a step.
    pub fn at_border(&self) -> bool {
        self.peek().is_none_or(|next| matches!(next, '|' | ';' | ')' | ']' | '}' | ','))
    }
}
