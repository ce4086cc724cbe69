//! Calls, arguments, arrays, and the named subqueries of correlate (language notes 3, 8).

use super::condition::{COMPARISON, LOOSEST, Rules};
use super::cursor::Parser;
use super::lexical;
use super::node::Node;
use super::token::Operator;
use crate::ast::convert::into_pattern;
use crate::ast::{
    Argument, Call, Element, Expr, ExprKind, Filter, FilterKind, MatchOperator, Name, NamedQuery, RegexLiteral,
};
use crate::diagnostic::Applicability;
use crate::source::Span;

impl Parser<'_> {
    /// Reads `function(arguments)`; the caller has seen that it is one.
    pub fn call(&mut self) -> Call {
        let start = self.at;
        let name = lexical::function_name(self.rest()).map_or("", |(_, name)| name);
        self.bump(name.len());
        let function_span = self.span(start);
        self.skip();
        let open = self.at;
        self.bump(1);
        let mut arguments = Vec::new();
        let patterns = std::mem::replace(&mut self.patterns, true);
        let mut height = 0;
        self.open.push(')');
        if self.enter() {
            self.skip();
            let mut more = !self.looking_at(")") && self.peek().is_some();
            while more {
                let from = self.at;
                arguments.push(self.argument(name));
                height = height.max(self.height);
                more = self.list_goes_on(")", "an argument") && self.at > from;
            }
        }
        self.leave();
        self.open.pop();
        self.patterns = patterns;
        self.close(open, "(", ")");
        self.grown(height + 1);
        Call { function: name.to_owned(), function_span, arguments, span: self.span(start) }
    }

    fn argument(&mut self, function: &str) -> Argument {
        if self.named_query_at(self.at) {
            return self.named_queries();
        }
        if let Some(end) = self.name_end(self.at)
            && self.operator_after(end) == Some(Operator::Equal)
        {
            return self.named_argument(function);
        }
        let value = self.value();
        self.unnamed(value)
    }

    fn unnamed(&mut self, value: Expr) -> Argument {
        self.report_value(&value);
        Argument { name: None, value }
    }

    /// `name = value`, or in the dialect a condition that starts so.
    fn named_argument(&mut self, function: &str) -> Argument {
        let Some(name) = self.name() else {
            let value = self.value();
            return Argument { name: None, value };
        };
        self.eat("=");
        self.skip();
        let lower = function.to_ascii_lowercase();
        let is_parameter = matches!(name.text.as_str(), "condition" | "then" | "else" | "as" | "default");
        let takes_condition = matches!(lower.as_str(), "if" | "test" | "case" | "filter") && !is_parameter;
        let regex = matches!(self.peek(), Some('/' | '`'));
        let value = if is_parameter { self.value() } else { self.node(COMPARISON, Rules::Value).into_expr() };
        self.skip();
        let goes_on = ["and", "or"].iter().any(|word| lexical::keyword(self.rest(), word))
            || self.looking_at("&&")
            || self.looking_at("||");
        if !is_parameter && (goes_on || (takes_condition && regex)) {
            let span = name.span.to(value.span);
            let kind = match into_pattern(&value) {
                Some(pattern) => FilterKind::Match { field: name, operator: MatchOperator::Equal, pattern },
                None => super::field_test::compare(
                    super::field_test::field_expr(&name),
                    crate::ast::CompareOperator::Equal,
                    value,
                ),
            };
            let node = self.node_from(Node::Filter(Filter { kind, span }), LOOSEST, Rules::Value);
            return self.unnamed(node.into_expr());
        }
        self.report_value(&value);
        Argument { name: Some(name), value }
    }

    /// Reports a condition or a regex where only a value is official.
    pub fn report_value(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Regex(regex) => {
                let mut diagnostic = self
                    .dialect(value.span, "a regex literal is not an argument")
                    .label("functions take a regex as quoted text");
                if regex.flags.is_empty() {
                    diagnostic =
                        diagnostic.fix("quote the regex", value.span, quoted_regex(regex), Applicability::Unsafe);
                }
                self.push(diagnostic);
            }
            ExprKind::Condition(filter) => {
                let mut diagnostic = self
                    .dialect(value.span, "a condition is not a value")
                    .label("expressions have no `and`, `or`, `=`, `in` or regex");
                match crate::ast::print::condition_as_expr(filter) {
                    Some(text) => {
                        let groups = text.contains("(?<") || text.contains("(?P<");
                        diagnostic = self.rewrite(diagnostic, "write it as an expression", value.span, text);
                        // A test that makes fields may make them elsewhere as an argument.
                        for fix in diagnostic.fixes.iter_mut().filter(|_| groups) {
                            fix.applicability = Applicability::Unsafe;
                        }
                    }
                    None => diagnostic = diagnostic.help("test it in a `case` step before"),
                }
                self.push(diagnostic);
            }
            ExprKind::Case(_) => {
                let diagnostic =
                    self.dialect(value.span, "case is a step, not a value").help("assign in a `case` step before");
                self.push(diagnostic);
            }
            _ => {}
        }
    }

    /// `case(c1, v1, ..., default)` (dialect).
    pub fn case_function(&mut self) -> ExprKind {
        self.bump(4);
        self.skip();
        let open = self.at;
        self.bump(1);
        let patterns = std::mem::replace(&mut self.patterns, true);
        self.open.push(')');
        let mut arms = Vec::new();
        let mut height = 0;
        let mut more = !self.looking_at(")");
        while more {
            let from = self.at;
            self.skip();
            let default = self.name_end(from).is_some_and(|end| {
                self.slice(Span::new(from, end)) == "default" && self.operator_after(end) == Some(Operator::Equal)
            });
            if default {
                self.bump("default".len());
                self.eat("=");
                let value = self.value();
                arms.push((always(Span::at(from)), value));
                more = self.list_goes_on(")", "an argument");
                continue;
            }
            let condition = self.node(LOOSEST, Rules::Condition);
            height = height.max(self.height);
            self.skip();
            if self.looking_at(",") {
                more = self.list_goes_on(")", "a value") && self.at > from;
                if more {
                    let value = self.value();
                    height = height.max(self.height);
                    arms.push((condition.into_filter(Rules::Condition), value));
                    more = self.list_goes_on(")", "an argument");
                }
            } else {
                // An odd argument at the end is the default.
                arms.push((always(Span::at(from)), condition.into_expr()));
                more = self.list_goes_on(")", "an argument") && self.at > from;
            }
        }
        self.open.pop();
        self.patterns = patterns;
        self.close(open, "(", ")");
        self.grown(height + 1);
        ExprKind::Case(arms)
    }

    /// Reads `[a, b := f(), ...]`.
    pub fn elements(&mut self) -> Vec<Element> {
        let open = self.at;
        self.bump(1);
        let mut elements = Vec::new();
        let mut height = 0;
        let patterns = std::mem::replace(&mut self.patterns, true);
        self.open.push(']');
        if self.enter() {
            self.skip();
            let mut more = !self.looking_at("]") && self.peek().is_some();
            while more {
                let from = self.at;
                elements.push(self.element());
                height = height.max(self.height);
                more = self.list_goes_on("]", "a member") && self.at > from;
            }
        }
        self.leave();
        self.open.pop();
        self.patterns = patterns;
        self.close(open, "[", "]");
        self.grown(height + 1);
        elements
    }

    fn element(&mut self) -> Element {
        let mut target = None;
        if let Some(end) = self.name_end(self.at)
            && self.operator_after(end) == Some(Operator::Assign)
        {
            target = self.name();
            self.eat(":=");
        }
        let value = self.value();
        self.report_value(&value);
        Element { target, value }
    }

    /// Whether `Name: {` begins at `at`.
    fn named_query_at(&self, at: usize) -> bool {
        let Some(end) = self.name_end(at) else {
            return false;
        };
        let colon = self.after_blanks(end);
        self.from(colon).strip_prefix(':').is_some_and(|_| self.from(self.after_blanks(colon + 1)).starts_with('{'))
    }

    /// One or more `Name: { ... } include: [...]`, blank separated.
    fn named_queries(&mut self) -> Argument {
        let start = self.at;
        let mut queries = Vec::new();
        let mut height = 0;
        while self.named_query_at(self.at) {
            let from = self.at;
            let Some(name) = self.name() else { break };
            self.eat(":");
            self.skip();
            let pipeline = self.bracketed_pipeline("{", '}');
            height = height.max(self.height);
            self.skip();
            let include = self.include();
            queries.push(NamedQuery { name, pipeline, include, span: self.span(from) });
            self.skip();
        }
        self.grown(height + 1);
        Argument { name: None, value: Expr { kind: ExprKind::Named(queries), span: self.span(start) } }
    }

    /// `include: [a, b]`, `include: *`, `include: a`.
    fn include(&mut self) -> Option<Vec<Name>> {
        let behind = self.rest().strip_prefix("include")?;
        let colon = self.after_blanks(self.text.len() - behind.len());
        if !self.from(colon).starts_with(':') {
            return None;
        }
        self.bump("include".len());
        self.eat(":");
        self.skip();
        if self.looking_at("[") {
            let elements = self.elements();
            return Some(elements.iter().filter_map(|element| included(&element.value)).collect());
        }
        let value = self.node(COMPARISON, Rules::Value).into_expr();
        Some(included(&value).into_iter().collect())
    }
}

fn included(expr: &Expr) -> Option<Name> {
    match &expr.kind {
        ExprKind::Word { text, pattern: true } => Some(Name { text: text.clone(), quoted: false, span: expr.span }),
        _ => crate::ast::convert::into_name(expr),
    }
}

fn always(span: Span) -> Filter {
    Filter { kind: FilterKind::Constant(true), span }
}

/// A regex literal as quoted text: every backslash doubled (notes 16.6).
pub(super) fn quoted_regex(regex: &RegexLiteral) -> String {
    crate::ast::print::quote(&regex.source)
}
