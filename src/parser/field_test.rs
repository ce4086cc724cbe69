//! Operands of a filter: field tests and free text (language notes 4.1, 4.3), with the dialect's further operators.

use super::cursor::Parser;
use super::lexical;
use super::token::{Operator, operator};
use crate::ast::{CompareOperator, Expr, ExprKind, Filter, FilterKind, MatchOperator, Name, Pattern};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

impl Parser<'_> {
    /// Reads one operand of a filter.
    pub fn field_test(&mut self, depth: usize) -> Filter {
        let start = self.at;
        self.height = 1;
        let kind = match self.peek() {
            Some('/' | '`') => self.free_pattern(),
            Some('?') => self.free_parameter(),
            Some('{') if self.template_end().is_some() => self.free_pattern(),
            Some(next) if self.at_quote() => self.quoted_operand(next == '\''),
            Some(next) if lexical::is_pattern(next) => self.word_operand(depth),
            _ => self.no_operand(),
        };
        Filter { kind, span: self.span(start) }
    }

    fn no_operand(&mut self) -> FilterKind {
        let mut diagnostic = self.unexpected("a filter");
        diagnostic = match self.peek() {
            Some('=' | '<' | '>' | '!') => {
                diagnostic.help("a field name must stand before the operator; quote names with other characters")
            }
            Some('[') => diagnostic.help("a list of values needs `in(field=..., values=[...])`"),
            _ => diagnostic,
        };
        self.error(diagnostic);
        self.recover(false);
        FilterKind::Error
    }

    fn free_pattern(&mut self) -> FilterKind {
        match self.pattern() {
            Some(pattern) => FilterKind::FreeText(pattern),
            None => self.no_operand(),
        }
    }

    fn free_parameter(&mut self) -> FilterKind {
        let parameter = self.parameter();
        self.skip();
        if operator(self.rest()).is_some_and(|(operator, _)| !matches!(operator, Operator::Arrow)) {
            let diagnostic = self
                .unexpected("`|` or another filter")
                .help("the left side of a filter is a field name; use `test(?parameter == ...)` to test a parameter");
            self.error(diagnostic);
            self.recover(false);
            return FilterKind::Error;
        }
        FilterKind::FreeText(Pattern::Parameter(parameter))
    }

    fn quoted_operand(&mut self, single: bool) -> FilterKind {
        let text = self.quoted();
        let end = self.end;
        if self.field_operator_follows(end) && !single {
            let name = Name { text: text.value, quoted: true, span: text.span };
            return self.test_of(name);
        }
        FilterKind::FreeText(Pattern::Glob(text))
    }

    /// Whether an operator that takes a field on its left follows the token that ends at `at`.
    fn field_operator_follows(&self, at: usize) -> bool {
        let next = self.after_blanks(at);
        let rest = self.from(next);
        if let Some((operator, _)) = operator(rest) {
            return operator != Operator::Arrow;
        }
        let same_line = !self.text.get(at..next).is_some_and(|blank| blank.contains('\n'));
        lexical::keyword(rest, "like") || (same_line && self.membership_at(next).is_some())
    }

    /// Dialect: the membership operator at `at`: its length, negated, ignoring case.
    pub fn membership_at(&self, at: usize) -> Option<(usize, bool, bool)> {
        let (negated, start) = if lexical::keyword(self.from(at), "not") {
            (true, self.after_blanks(at + 3))
        } else if self.from(at).starts_with('!') {
            (true, at + 1)
        } else {
            (false, at)
        };
        let rest = self.from(start);
        let (length, ignore_case) = if lexical::keyword(rest, "in~") {
            (3, true)
        } else if lexical::keyword(rest, "in") {
            (2, false)
        } else {
            return None;
        };
        let end = start + length;
        let list = self.from(self.after_blanks(end)).starts_with(['(', '[', '?']);
        list.then_some((end - at, negated, ignore_case))
    }

    fn word_operand(&mut self, depth: usize) -> FilterKind {
        let start = self.at;
        if self.call_at(start).is_some() {
            let call = self.call();
            self.skip();
            if self.operand_goes_on() && !self.at_connective() {
                return self.call_operand(call).kind;
            }
            return FilterKind::Call(call);
        }
        let name_end = self.name_end(start).unwrap_or(start);
        let word_end = lexical::pattern(self.rest()).map_or(start, |(_, word)| start + word.len());
        if name_end >= word_end && name_end > start && self.field_operator_follows(name_end) {
            let Some(name) = self.name() else {
                return self.no_operand();
            };
            return self.test_of(name);
        }
        if self.field_operator_follows(word_end) && self.operator_after(word_end) != Some(Operator::Assign) {
            return self.bad_field_name(word_end);
        }
        self.free_word(depth)
    }

    fn at_connective(&self) -> bool {
        ["and", "or"].iter().any(|word| lexical::keyword(self.rest(), word))
            || self.looking_at("&&")
            || self.looking_at("||")
    }

    /// A word with characters that no field name has stands before an operator.
    fn bad_field_name(&mut self, word_end: usize) -> FilterKind {
        let span = Span::new(self.at, word_end);
        let word = self.slice(span).to_owned();
        let shown: String = word.chars().take(40).collect();
        let diagnostic = Diagnostic::new(codes::SYNTAX, span, format!("syntax error: `{shown}` is not a field name"))
            .label("it holds characters of patterns, such as `-`, `*`, `:` or `/`")
            .help("quote the name")
            .fix("quote the name", span, format!("\"{word}\""), Applicability::Safe);
        self.error(diagnostic);
        self.bump(word_end - self.at);
        let name = Name { text: word, quoted: true, span };
        let _ = self.test_of(name);
        FilterKind::Error
    }

    fn free_word(&mut self, depth: usize) -> FilterKind {
        let start = self.at;
        let Some(text) = self.word() else {
            return self.no_operand();
        };
        match text.value.as_str() {
            "true" | "*" => return FilterKind::Constant(true),
            "false" => return FilterKind::Constant(false),
            _ => {}
        }
        let lower = text.value.to_ascii_lowercase();
        if matches!(lower.as_str(), "and" | "or" | "not") {
            let diagnostic = Diagnostic::new(
                codes::SYNTAX,
                text.span,
                format!("syntax error: expected a filter, found `{}`", text.value),
            )
            .label("an operand is missing here");
            self.at = start;
            self.error(diagnostic);
            self.bump(text.value.len());
            self.hush();
            return FilterKind::Error;
        }
        if self.is_reserved(&text.value) {
            let diagnostic = Diagnostic::new(
                codes::RESERVED_WORD,
                text.span,
                format!("syntax error: `{}` is the name of a function", text.value),
            )
            .label("a function name cannot be a search word")
            .help(format!("call it as `{}(...)`, or quote it to search for the word", text.value))
            .fix("quote the word", text.span, format!("\"{}\"", text.value), Applicability::Unsafe);
            let diagnostic = self.foreign_statement_help(diagnostic, &lower);
            self.at = start;
            self.error(diagnostic);
            self.bump(text.value.len());
            self.foreign_statement_rest(&lower);
            return FilterKind::Error;
        }
        if depth == 0 {
            self.foreign_word(&text);
        }
        FilterKind::FreeText(Pattern::Glob(text))
    }

    /// Reads what follows a field name: operator and right side.
    fn test_of(&mut self, field: Name) -> FilterKind {
        self.skip();
        let place = self.at;
        if let Some((length, negated, ignore_case)) = self.membership_at(place) {
            self.bump(length);
            let values = self.value_list();
            return FilterKind::In { left: Box::new(field_expr(&field)), negated, ignore_case, values };
        }
        if self.eat_keyword("like") {
            return self.match_value(field, MatchOperator::Like);
        }
        let Some((operator, length)) = operator(self.rest()) else {
            return self.no_operand();
        };
        match operator {
            Operator::Equal | Operator::NotEqual | Operator::Unequal => {
                self.bump(length);
                if operator == Operator::Unequal {
                    let span = Span::new(place, place + length);
                    let diagnostic = self
                        .dialect_code(
                            if self.lenient() { codes::DIALECT } else { codes::SYNTAX },
                            span,
                            "unknown operator `<>`",
                        )
                        .label("not equal is written `!=`")
                        .fix("use `!=`", span, "!=", Applicability::Safe);
                    self.push(diagnostic);
                }
                let equal = operator == Operator::Equal;
                if let Some(regex) = self.empty_regex() {
                    let operator = if equal { MatchOperator::Equal } else { MatchOperator::NotEqual };
                    return FilterKind::Match { field, operator, pattern: Pattern::Regex(regex) };
                }
                self.match_value(field, if equal { MatchOperator::Equal } else { MatchOperator::NotEqual })
            }
            Operator::DoubleEqual => self.condition_operand(field_expr(&field)).kind,
            Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
                self.number_test(field, length)
            }
            Operator::Link => {
                self.bump(length);
                self.skip();
                match self.name() {
                    Some(right) => FilterKind::Link { left: field, right },
                    None => self.no_value("the name of a field of another query"),
                }
            }
            Operator::Tilde | Operator::NotTilde => {
                self.bump(length);
                let span = Span::new(place, place + length);
                self.tilde_test(field, span, operator == Operator::NotTilde)
            }
            Operator::Assign => {
                let diagnostic =
                    self.unexpected("a filter").help("an assignment is a step of its own; put a bar before it");
                self.error(diagnostic);
                self.recover(false);
                FilterKind::Error
            }
            Operator::Arrow => self.no_operand(),
        }
    }

    fn match_value(&mut self, field: Name, operator: MatchOperator) -> FilterKind {
        self.skip();
        let place = self.at;
        if operator != MatchOperator::Like {
            if self.looking_at("[") {
                let values = self.value_list();
                let negated = operator == MatchOperator::NotEqual;
                return FilterKind::In { left: Box::new(field_expr(&field)), negated, ignore_case: false, values };
            }
            if self.call_at(place).is_some_and(|end| self.from(end).starts_with('(')) && self.is_known_call(place) {
                let right = self.value_sum();
                let operator =
                    if operator == MatchOperator::Equal { CompareOperator::Equal } else { CompareOperator::NotEqual };
                return compare(field_expr(&field), operator, right);
            }
            if self.lenient() && lexical::keyword(self.rest(), "null") {
                self.bump(4);
                return FilterKind::Exists { field, exists: operator == MatchOperator::NotEqual };
            }
        }
        let Some(pattern) = self.pattern() else {
            return self.no_value("a value");
        };
        if let Pattern::Glob(text) = &pattern
            && !text.quoted
            && lexical::reads_as_number(&text.value)
        {
            self.arithmetic_lint(&field, place);
        }
        FilterKind::Match { field, operator, pattern }
    }

    /// Whether the call at `at` is one: a word right before a parenthesis could also be a pattern and a filter.
    fn is_known_call(&self, at: usize) -> bool {
        lexical::function_name(self.from(at)).is_ok_and(|(_, name)| self.may_be_function(name))
    }

    /// Reports that the right side of an operator is missing.
    pub fn no_value(&mut self, expected: &str) -> FilterKind {
        let mut diagnostic = self.unexpected(expected);
        if self.looking_at("$") {
            diagnostic = diagnostic.help("a parameter is written `?name`");
        }
        if self.text.get(self.end..self.at).is_some_and(|skipped| skipped.contains("//")) {
            diagnostic = diagnostic.help("`//` starts a comment; an empty regex cannot be written");
        } else if expected == "a value" {
            diagnostic =
                diagnostic.help("compare with the empty text as `field = \"\"`, ask for existence with `field = *`");
        }
        self.error(diagnostic);
        self.recover(false);
        FilterKind::Error
    }
}

/// The field as an expression.
pub(super) fn field_expr(field: &Name) -> Expr {
    Expr { kind: ExprKind::Word { text: field.text.clone(), pattern: false }, span: field.span }
}

/// A comparison of values as a filter (dialect).
pub(super) fn compare(left: Expr, operator: CompareOperator, right: Expr) -> FilterKind {
    let span = left.span.to(right.span);
    let kind = ExprKind::Compare { operator, left: Box::new(left), right: Box::new(right) };
    FilterKind::Expression(Box::new(Expr { kind, span }))
}
