//! Query text to the same query in canonical layout: one step a line, lines of at most 100 columns where they can end.
//!
//! The layout is decided along the tree, but what is written are the tokens of the text: words, quotes, regexes and the
//! forms of the dialect stay as they are, and so does every comment. Only blanks, line ends, the case of keywords, curly
//! quotes, and bars, commas and semicolons that divide nothing change.

mod doc;
pub mod embedded;
mod layout;
mod print;
mod same;
mod tokens;

use crate::ast::Query;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::parser::{self, Options};
use crate::source::Span;

/// The longest line, where the query lets lines end.
pub const WIDTH: usize = 100;

/// Some editors begin files with it; it is no part of the query.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The query in canonical layout, ending with a line end. Line ends are those of the text, `\r\n` or `\n`.
///
/// # Errors
/// The errors of a query that does not parse; such a query has no layout.
pub fn query(text: &str, options: &Options<'_>) -> Result<String, Vec<Diagnostic>> {
    let (tree, spans, diagnostics) = parser::parse_with_tokens(text, options);
    let errors: Vec<_> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let formatted = lay_out(text, &tree, &spans).ok_or_else(|| vec![refusal("a part of the text was not read")])?;
    verify(text, tree, &formatted, options)?;
    Ok(formatted)
}

/// A tree that was made or changed, in canonical layout; comments are no part of it.
///
/// # Errors
/// The errors of a tree that has no text, such as one with error nodes.
pub fn tree(query: &Query, options: &Options<'_>) -> Result<String, Vec<Diagnostic>> {
    self::query(&crate::ast::print::query(query), options)
}

fn lay_out(text: &str, tree: &Query, spans: &[Span]) -> Option<String> {
    let tokens = tokens::tokens(text, tree, spans)?;
    let doc = layout::query(tokens, tree);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let printed = print::print(&doc, WIDTH, line_end);
    Some(if text.starts_with(BYTE_ORDER_MARK) { format!("{BYTE_ORDER_MARK}{printed}") } else { printed })
}

/// A changed query must never be written, whatever the layout did.
fn verify(text: &str, tree: Query, formatted: &str, options: &Options<'_>) -> Result<(), Vec<Diagnostic>> {
    let (again, diagnostics) = parser::parse(formatted, options);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(vec![refusal("the result would not parse")]);
    }
    if comments(text, &tree) != comments(formatted, &again) {
        return Err(vec![refusal("a comment would be lost")]);
    }
    if !same::same_tree(tree, again) {
        return Err(vec![refusal("the query would change")]);
    }
    Ok(())
}

/// The comments of a query, without carriage returns and blanks at their ends.
fn comments(text: &str, tree: &Query) -> Vec<String> {
    tree.comments.iter().map(|comment| comment.span.of(text).replace('\r', "").trim_end().to_owned()).collect()
}

fn refusal(reason: &str) -> Diagnostic {
    Diagnostic::new(codes::SYNTAX, Span::at(0), format!("the query is left as it is: {reason}"))
        .severity(Severity::Error)
        .note("this is a fault of the formatter, not of the query; please report it")
}
