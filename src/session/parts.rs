//! A query taken apart for those who want to know how it is read: its pieces, and its tree.

use std::fmt::{self, Write};

use super::entry::parsed;
use super::highlight;
use crate::ast::visit::{self, Visitor};
use crate::ast::{Call, Expr, Filter, Parameter, Pattern, Pipeline, RegexLiteral, Step};
use crate::exec::Settings;
use crate::plan::one_line;
use crate::source::{LineIndex, Span};

/// The pieces of a query, one a line: place, meaning, text.
pub fn tokens(text: &str, settings: &Settings) -> String {
    let lines = LineIndex::new(text);
    let mut list = String::new();
    let mut end = 0;
    let mut line = |start: usize, meaning: &str, piece: &str| {
        let position = lines.position(start);
        let place = format!("{}:{}", position.line, position.column);
        let _ = writeln!(list, "{place:>7}  {meaning:10} {piece}");
    };
    let between = |from: usize, to: usize, line: &mut dyn FnMut(usize, &str, &str)| {
        // What has no meaning of its own are bars, brackets, operators.
        let gap = text.get(from..to).unwrap_or("");
        let mut at = from;
        for word in gap.split_inclusive(char::is_whitespace) {
            let mark = word.trim_end();
            if !mark.is_empty() {
                line(at, "mark", mark);
            }
            at += word.len();
        }
    };
    for (range, meaning) in highlight::pieces(text, settings) {
        between(end, range.start, &mut line);
        line(range.start, meaning.name(), &one_line(text.get(range.clone()).unwrap_or("")));
        end = end.max(range.end);
    }
    between(end, text.len(), &mut line);
    list
}

/// The tree of a query as the grammar has it, one node a line: place, kind, text.
pub fn tree(text: &str, settings: &Settings) -> String {
    let (query, _) = parsed(text, settings);
    let mut outline = Outline { text, lines: LineIndex::new(text), depth: 0, list: String::new() };
    visit::walk_query(&mut outline, &query);
    outline.list
}

struct Outline<'t> {
    text: &'t str,
    lines: LineIndex<'t>,
    depth: usize,
    list: String,
}

impl Outline<'_> {
    fn node(&mut self, group: &str, kind: &dyn fmt::Debug, span: Span, inside: impl FnOnce(&mut Self)) {
        let position = self.lines.position(span.start());
        let place = format!("{}:{}", position.line, position.column);
        let indent = "  ".repeat(self.depth);
        let kind = Head::of(kind);
        let text = one_line(span.of(self.text));
        let _ = writeln!(self.list, "{place:>7}  {indent}{group} {kind}: {text}");
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }
}

impl<'a> Visitor<'a> for Outline<'_> {
    fn pipeline(&mut self, pipeline: &'a Pipeline) {
        visit::walk_pipeline(self, pipeline);
    }

    fn step(&mut self, step: &'a Step) {
        self.node("step", &step.kind, step.span, |outline| visit::walk_step(outline, step));
    }

    fn filter(&mut self, filter: &'a Filter) {
        self.node("filter", &filter.kind, filter.span, |outline| visit::walk_filter(outline, filter));
    }

    fn expr(&mut self, expr: &'a Expr) {
        self.node("expression", &expr.kind, expr.span, |outline| visit::walk_expr(outline, expr));
    }

    fn call(&mut self, call: &'a Call) {
        visit::walk_call(self, call);
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        self.node("pattern", pattern, pattern.span(), |_| {});
    }

    fn regex(&mut self, regex: &'a RegexLiteral) {
        self.node("pattern", &"Regex", regex.span, |_| {});
    }

    fn parameter(&mut self, parameter: &'a Parameter) {
        self.node("parameter", &parameter.name, parameter.span, |_| {});
    }
}

/// The name at the head of a debug form; the rest is not even written.
struct Head(String);

impl Head {
    fn of(value: &dyn fmt::Debug) -> String {
        let mut head = Self(String::new());
        // It breaks off behind the name.
        let _ = write!(head, "{value:?}");
        head.0
    }
}

impl fmt::Write for Head {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.trim_start_matches('"').chars() {
            if !letter.is_alphanumeric() && letter != '_' {
                return Err(fmt::Error);
            }
            self.0.push(letter);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_a_query_is_in_a_token() {
        for query in ["a=1 | b := lower(c)", "case { x=/a b/i | y := 1; * }", "groupBy([a, b]) // c", "é = *ü*"] {
            let tokens = tokens(query, &Settings::default());
            let pieces: String = tokens.lines().filter_map(|line| line.get(20..)).collect();
            let without = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            assert_eq!(without(&pieces), without(query), "{tokens}");
        }
    }

    #[test]
    fn the_tree_shows_what_stands_in_what() {
        let tree = tree("a=1 b=/x/ | c := d + 1", &Settings::default());
        let expected = "    1:1  step Filter: a=1 b=/x/
    1:1    filter And: a=1 b=/x/
    1:1      filter Match: a=1
    1:3        pattern Glob: 1
    1:5      filter Match: b=/x/
    1:7        pattern Regex: /x/
   1:13  step Assign: c := d + 1
   1:18    expression Arithmetic: d + 1
   1:18      expression Word: d
   1:22      expression Number: 1
";
        assert_eq!(tree, expected);
    }
}
