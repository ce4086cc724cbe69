//! A query's text by meaning: which bytes are a field, a value, a function, a keyword. It comes from the tree that runs the
//! query, so a word is coloured as what it is: `name` is a field left of `=` and a value right of it.

use std::ops::Range;

use super::Session;
use super::entry::{COMMAND_MARK, QUERY_COMMANDS, parsed};
use crate::ast::visit::{self, Visitor};
use crate::ast::{
    Call, Expr, ExprKind, Filter, FilterKind, Name, NumberOperand, Parameter, Pattern, Query, RegexLiteral, SavedCall,
    SavedValue, Step, StepKind,
};
use crate::exec::Settings;
use crate::functions;
use crate::source::Span;

/// What a piece of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The name of a field.
    Field,
    /// Text or a number that a field is tested against or set to.
    Value,
    /// The name of a function or of a saved query.
    Function,
    /// The name of an argument.
    Argument,
    /// A word of the language.
    Keyword,
    /// A regex with its slashes and flags.
    Regex,
    /// `?parameter`.
    Parameter,
    /// A comment.
    Comment,
}

impl Meaning {
    /// A word for it, such as a class of a style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Value => "value",
            Self::Function => "function",
            Self::Argument => "argument",
            Self::Keyword => "keyword",
            Self::Regex => "regex",
            Self::Parameter => "parameter",
            Self::Comment => "comment",
        }
    }
}

/// Words of the language where nothing else claims them.
pub const KEYWORDS: &[&str] = &[
    "and", "as", "case", "else", "eval", "filter", "in", "include", "let", "like", "match", "not", "or", "union",
    "where", "true", "false",
];

impl Session {
    /// The pieces of an entry, a query or a command with one, that mean something; see [`pieces`].
    pub fn highlight(&self, entry: &str) -> Vec<(Range<usize>, Meaning)> {
        let trimmed = entry.trim_start();
        let start = match QUERY_COMMANDS.iter().find(|command| trimmed.starts_with(**command)) {
            Some(command) => entry.len() - trimmed.len() + command.len(),
            None if trimmed.starts_with(COMMAND_MARK) => return Vec::new(),
            None => 0,
        };
        let query = entry.get(start..).unwrap_or("");
        let moved = |(range, meaning): (Range<usize>, Meaning)| (range.start + start..range.end + start, meaning);
        pieces(query, &self.settings).into_iter().map(moved).collect()
    }
}

/// The pieces of a query that mean something, in order; they do not overlap. What lies between is punctuation and blanks.
pub fn pieces(text: &str, settings: &Settings) -> Vec<(Range<usize>, Meaning)> {
    let (query, _) = parsed(text, settings);
    let mut pieces = Pieces::default();
    visit::walk_query(&mut pieces, &query);
    let mut found = pieces.0;
    comments(&query, &mut found);
    found.sort_by_key(|(range, meaning)| (range.start, std::cmp::Reverse(range.end), *meaning));
    let mut whole: Vec<(Range<usize>, Meaning)> = Vec::with_capacity(found.len());
    let mut end = 0;
    for (range, meaning) in found {
        if range.start >= end && text.get(range.clone()).is_some_and(|piece| !piece.is_empty()) {
            keywords(text, end..range.start, &mut whole);
            end = range.end;
            whole.push((range, meaning));
        }
    }
    keywords(text, end..text.len(), &mut whole);
    whole
}

/// The words of the language in a stretch that nothing else claims.
fn keywords(text: &str, stretch: Range<usize>, into: &mut Vec<(Range<usize>, Meaning)>) {
    let mut start = stretch.start;
    let between = text.get(stretch).unwrap_or("");
    for word in between.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')) {
        let is_keyword = KEYWORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
        if is_keyword {
            into.push((start..start + word.len(), Meaning::Keyword));
        }
        let rest = text.get(start + word.len()..).unwrap_or("");
        start += word.len() + rest.chars().next().map_or(0, char::len_utf8);
    }
}

fn comments(query: &Query, into: &mut Vec<(Range<usize>, Meaning)>) {
    into.extend(query.comments.iter().map(|comment| (range(comment.span), Meaning::Comment)));
}

fn range(span: Span) -> Range<usize> {
    span.start()..span.end()
}

#[derive(Default)]
struct Pieces(Vec<(Range<usize>, Meaning)>);

impl Pieces {
    fn add(&mut self, span: Span, meaning: Meaning) {
        self.0.push((range(span), meaning));
    }

    fn field(&mut self, name: &Name) {
        self.add(name.span, Meaning::Field);
    }
}

impl<'a> Visitor<'a> for Pieces {
    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::Assign { target, .. } => self.field(target),
            StepKind::FieldOperator { field, .. } | StepKind::Match { field, .. } => self.field(field),
            StepKind::Stats(elements) => {
                elements.iter().filter_map(|element| element.target.as_ref()).for_each(|name| self.field(name));
            }
            _ => {}
        }
        visit::walk_step(self, step);
    }

    fn filter(&mut self, filter: &'a Filter) {
        match &filter.kind {
            FilterKind::Match { field, .. } | FilterKind::Exists { field, .. } => self.field(field),
            FilterKind::Compare { field, number, .. } => {
                self.field(field);
                if let NumberOperand::Literal { span, .. } = number {
                    self.add(*span, Meaning::Value);
                }
            }
            FilterKind::Link { left, right } => {
                self.field(left);
                self.field(right);
            }
            _ => {}
        }
        visit::walk_filter(self, filter);
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            // No field begins with a digit where `1h` and the like are meant.
            ExprKind::Word { pattern: false, text } if !text.starts_with(|letter: char| letter.is_ascii_digit()) => {
                self.add(expr.span, Meaning::Field);
            }
            ExprKind::Word { .. } | ExprKind::Number(_) | ExprKind::Text(_) => self.add(expr.span, Meaning::Value),
            ExprKind::Boolean(_) => self.add(expr.span, Meaning::Keyword),
            ExprKind::Array(elements) => {
                elements.iter().filter_map(|element| element.target.as_ref()).for_each(|name| self.field(name));
            }
            ExprKind::Named(queries) => queries.iter().for_each(|query| self.field(&query.name)),
            _ => {}
        }
        visit::walk_expr(self, expr);
    }

    fn call(&mut self, call: &'a Call) {
        self.add(call.function_span, Meaning::Function);
        let function = functions::find(&call.function);
        for name in call.arguments.iter().filter_map(|argument| argument.name.as_ref()) {
            // In the lenient dialect `if(a = 1, ...)` is a condition, whatever it looks like.
            let is_argument =
                function.is_none_or(|function| function.parameters.iter().any(|parameter| parameter.name == name.text));
            self.add(name.span, if is_argument { Meaning::Argument } else { Meaning::Field });
        }
        visit::walk_call(self, call);
    }

    fn saved_call(&mut self, call: &'a SavedCall) {
        self.add(call.name_span, Meaning::Function);
        for argument in &call.arguments {
            self.add(argument.name.span, Meaning::Argument);
            for value in &argument.values {
                if let SavedValue::Text(text) = value {
                    self.add(text.span, Meaning::Value);
                }
            }
        }
        visit::walk_saved_call(self, call);
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        if let Pattern::Glob(text) = pattern {
            self.add(text.span, Meaning::Value);
        }
        visit::walk_pattern(self, pattern);
    }

    fn regex(&mut self, regex: &'a RegexLiteral) {
        self.add(regex.span, Meaning::Regex);
    }

    fn parameter(&mut self, parameter: &'a Parameter) {
        self.add(parameter.span, Meaning::Parameter);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(text: &str) -> Vec<(&str, &'static str)> {
        let pieces = pieces(text, &Settings::default());
        pieces.into_iter().map(|(range, meaning)| (text.get(range).unwrap_or(""), meaning.name())).collect()
    }

    #[test]
    fn a_word_is_what_it_means_where_it_stands() {
        assert_eq!(
            marked("name=name and not x > 5 | y := lower(field=name) // done\n| case { a=/b c/i | z := ?p; * }"),
            [
                ("name", "field"),
                ("name", "value"),
                ("and", "keyword"),
                ("not", "keyword"),
                ("x", "field"),
                ("5", "value"),
                ("y", "field"),
                ("lower", "function"),
                ("field", "argument"),
                ("name", "field"),
                ("// done", "comment"),
                ("case", "keyword"),
                ("a", "field"),
                ("/b c/i", "regex"),
                ("z", "field"),
                ("?p", "parameter"),
            ]
        );
    }

    #[test]
    fn a_broken_query_keeps_its_colours() {
        assert_eq!(marked("a=\"b | groupBy("), [("a", "field"), ("\"b | groupBy(", "value")]);
        assert_eq!(
            marked("where a=1 | groupBy(b"),
            [("where", "keyword"), ("a", "field"), ("1", "value"), ("groupBy", "function"), ("b", "field"),]
        );
    }

    proptest! {
        #[test]
        fn pieces_lie_in_order_within_the_text(text in "[a-c=|(){}\"/ ?$é:\\n<>!*,\\[\\]0-9]{0,60}|\\PC{0,40}") {
            let mut end = 0;
            for (range, _) in pieces(&text, &Settings::default()) {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
