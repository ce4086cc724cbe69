//! Query text to syntax tree and diagnostics. Never fails; knows no function by name but what the caller lists.

mod branches;
mod call;
mod comparison;
mod condition;
mod cursor;
mod dialect;
mod expression;
mod field_test;
mod filter;
mod foreign;
mod leniency;
mod lexical;
mod node;
mod number_test;
mod pipeline;
mod recover;
mod regex_literal;
mod saved;
mod statement;
mod step;
#[cfg(test)]
mod tests;
mod tilde_test;
mod token;

use std::borrow::Cow;

use crate::ast::Query;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

/// Which language is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Official CQL and the constructs of published "LogScale-style" queries (language notes 16), each with a warning.
    #[default]
    Lenient,
    /// Official CQL only; dialect constructs are errors.
    Logscale,
}

/// What the parser needs to know besides the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'f> {
    /// The language.
    pub dialect: Dialect,
    /// Names of all query functions in lower case; they are the reserved words (language notes 2.5).
    pub functions: &'f [&'f str],
}

/// LogScale refuses longer queries (characters).
const LONGEST_QUERY: usize = 66_000;

/// Reads a query. Any text gives a tree; what did not fit the grammar is an error node with a diagnostic.
/// Diagnostics come in the order of their places.
pub fn parse(text: &str, options: &Options<'_>) -> (Query, Vec<Diagnostic>) {
    let (query, _, diagnostics) = parse_with_tokens(text, options);
    (query, diagnostics)
}

/// Reads a query and gives its tokens besides, in order: everything but blanks and comments. Only who knows the grammar
/// can tell a regex from a division, or a comment from the end of an address.
pub fn parse_with_tokens(text: &str, options: &Options<'_>) -> (Query, Vec<Span>, Vec<Diagnostic>) {
    let mut parser = cursor::Parser::new(text, options);
    let pipeline = parser.query();
    if text.len() > LONGEST_QUERY && text.chars().nth(LONGEST_QUERY).is_some() {
        let message = format!("LogScale refuses queries of more than {LONGEST_QUERY} characters");
        parser.diagnostics.push(Diagnostic::new(codes::QUERY_TOO_LONG, Span::at(text.len()), message));
    }
    let cursor::Parser { mut diagnostics, comments, tokens, .. } = parser;
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    (Query { pipeline, comments }, tokens, diagnostics)
}

/// Reads a query from bytes; what is not UTF-8 is reported and replaced. Spans refer to the returned text.
pub fn parse_bytes<'b>(bytes: &'b [u8], options: &Options<'_>) -> (Cow<'b, str>, Query, Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes);
    let (query, mut diagnostics) = parse(&text, options);
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let span = Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
        let diagnostic = Diagnostic::new(codes::SYNTAX, span, "syntax error: the query is not valid UTF-8")
            .label("the first invalid byte is here")
            .help("save the query file as UTF-8");
        diagnostics.insert(0, diagnostic);
    }
    (text, query, diagnostics)
}
