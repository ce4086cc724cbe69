//! Dialect tokens: texts over several lines, slashes that a regex forgot to escape, empty regexes, templates. Official
//! CQL refuses each of them, so that reading them changes the meaning of no official query.

use super::cursor::Parser;
use super::{lexical, regex_literal};
use crate::ast::{Parameter, RegexLiteral};
use crate::source::Span;

/// How many lines a text over several lines may have.
const LINES: usize = 64;

impl Parser<'_> {
    /// The end of the template `{{...}}` that begins here, closed on its line.
    pub fn template_end(&self) -> Option<usize> {
        self.template_end_at(self.at)
    }

    /// The same at another place.
    pub fn template_end_at(&self, at: usize) -> Option<usize> {
        if !self.lenient() {
            return None;
        }
        let inner = self.from(at).strip_prefix("{{")?;
        let close = inner.find(['}', '\n'])?;
        inner.get(close..)?.starts_with("}}").then_some(at + close + 4)
    }

    /// Reads a template as a parameter of that name: both stand for a value that is filled in later.
    pub fn template(&mut self, end: usize) -> Parameter {
        let start = self.at;
        self.bump(end - start);
        let span = Span::new(start, end);
        let diagnostic = self
            .dialect(span, "a template is filled in before LogScale sees the query")
            .label("taken as a parameter of this name");
        self.push(diagnostic);
        Parameter { name: self.slice(span).to_owned(), default: None, span }
    }

    /// Reads `//` and its flags right behind an operator as an empty regex, where it can be nothing else: LogScale takes
    /// it as a comment, and what stands behind its line cannot be the value (language notes 2.1).
    pub fn empty_regex(&mut self) -> Option<RegexLiteral> {
        let flags = self.rest().strip_prefix("//")?;
        let length = flags.bytes().take_while(|flag| b"dimgF".contains(flag)).count();
        let behind = flags.get(length..)?;
        let border = behind.chars().next().is_none_or(|next| lexical::is_blank(next) || "|),;]}".contains(next));
        let line_end = flags.find('\n').unwrap_or(flags.len());
        let next = self.from(self.after_blanks(self.at + 2 + line_end));
        if !self.lenient() || !border || !(next.is_empty() || next.starts_with(['|', ')', ';', '}'])) {
            return None;
        }
        let start = self.at;
        let flags = flags.get(..length).unwrap_or("").to_owned();
        self.bump(2 + length);
        let span = self.span(start);
        let diagnostic = self
            .dialect(span, "an empty regex is a comment in LogScale")
            .label("found in every value")
            .fix("ask whether the field exists", span, "*", crate::diagnostic::Applicability::Unsafe);
        self.push(diagnostic);
        Some(RegexLiteral { source: String::new(), flags, span, source_start: Span::at(start + 1).start })
    }

    /// The end of text in straight quotes that closes on one of the following lines. Gives up at a line that looks like
    /// the next step or a comment, and when something other than a border follows the closing quote.
    pub fn text_over_lines(&self, at: usize) -> Option<usize> {
        let input = self.from(at);
        if !self.lenient() || !input.starts_with('"') {
            return None;
        }
        let mut offset = 0;
        for (number, line) in input.split_inclusive('\n').take(LINES).enumerate() {
            let body = line.trim_start();
            if number > 0 && (body.starts_with('|') || body.starts_with("//")) {
                return None;
            }
            let from = usize::from(number == 0);
            if let Some(close) = closing_quote(line, from) {
                let end = offset + close + 1;
                let border = input
                    .get(end..)?
                    .chars()
                    .next()
                    .is_none_or(|next| lexical::is_blank(next) || "|),;]}".contains(next));
                return (number > 0 && border).then_some(at + end);
            }
            offset += line.len();
        }
        None
    }

    /// The extent of a regex literal that holds slashes without a backslash: where the shortest reading leaves unknown
    /// flags, also those of regexes glued to it, the first later slash with flags and a border behind it closes.
    pub fn slashes_inside(&self, first: regex_literal::Extent) -> Option<regex_literal::Extent> {
        let input = self.rest();
        if !self.lenient() || !regex_literal::leaves_unknown_flags(input, first) {
            return None;
        }
        regex_literal::closing_at_border(input, first.end)
    }
}

/// The first quote of a line, from an offset, that no backslash escapes.
fn closing_quote(line: &str, from: usize) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate().skip(from) {
        match byte {
            b'"' if !escaped => return Some(at),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}
