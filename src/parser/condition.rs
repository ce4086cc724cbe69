//! Conditions and expressions in one grammar: official expressions, and in the dialect and/or/not, `=`, `in`, `like` and
//! regexes among them (language notes 16.2). What uses official operators only stays an expression. One pass, no
//! backtracking, so nesting costs nothing extra.

use super::cursor::Parser;
use super::lexical;
use super::node::Node;
use super::token::{Operator, operator};
use crate::ast::{ArithmeticOperator, Expr, ExprKind, Filter, FilterKind, MatchOperator};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

/// Which rules hold for what both grammars know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// Values: `!=` is the official operator, null makes it null.
    Value,
    /// After `where`, in `filter` and `case`: `!=` is that of filters, a missing field passes.
    Condition,
}

/// Binding strengths, loosest first.
pub(super) const LOOSEST: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
pub(super) const COMPARISON: u8 = 4;
pub(super) const COALESCE: u8 = 5;
const SUM: u8 = 6;
const PRODUCT: u8 = 7;
const UNARY: u8 = 8;

#[derive(Clone, Copy, Debug)]
enum Binary {
    Or,
    And,
    /// `and` left out, after `where` and the like.
    Beside,
    Compare(Operator, usize),
    Like(usize),
    In,
    Coalesce,
    Arithmetic(ArithmeticOperator),
}

impl Parser<'_> {
    /// Reads a value; in the dialect perhaps a condition, which the caller reports.
    pub fn value(&mut self) -> Expr {
        self.node(LOOSEST, Rules::Value).into_expr()
    }

    /// Reads a value without comparison and connectives.
    pub fn value_sum(&mut self) -> Expr {
        self.node(COALESCE, Rules::Value).into_expr()
    }

    /// Dialect: reads a condition by filter rules with the usual precedence.
    pub fn condition(&mut self) -> Filter {
        let patterns = std::mem::replace(&mut self.patterns, false);
        let filter = self.node(LOOSEST, Rules::Condition).into_filter(Rules::Condition);
        self.patterns = patterns;
        filter
    }

    /// Reads the rest of a comparison whose left side has been read.
    pub fn condition_operand(&mut self, left: Expr) -> Filter {
        let patterns = std::mem::replace(&mut self.patterns, false);
        let filter = self.node_from(Node::Expr(left), COMPARISON, Rules::Condition).into_filter(Rules::Condition);
        self.patterns = patterns;
        filter
    }

    /// Reads operators that bind at least as tightly as `level`, with their operands.
    pub fn node(&mut self, level: u8, rules: Rules) -> Node {
        self.skip();
        let start = self.at;
        if !self.enter() {
            self.leave();
            return Node::Expr(Expr { kind: ExprKind::Error, span: self.span(start) });
        }
        let left = if level <= NOT && self.at_not() {
            self.bump(3);
            let inner = self.node(NOT, rules);
            let height = self.height + 1;
            self.grown(height);
            self.negated(inner, start, rules)
        } else {
            self.unary(rules)
        };
        let node = self.node_from(left, level, rules);
        self.leave();
        node
    }

    fn at_not(&self) -> bool {
        lexical::keyword(self.rest(), "not") && operator(self.from(self.after_blanks(self.at + 3))).is_none()
    }

    fn negated(&mut self, inner: Node, start: usize, rules: Rules) -> Node {
        let span = self.span(start);
        if let (Node::Expr(expr), Rules::Value) = (&inner, rules) {
            let word = Span::new(start, start + 3);
            let diagnostic =
                self.dialect(word, "an expression has no `not`").help("write `!`, which binds tightly: `!(a == b)`");
            self.push(diagnostic);
            let inner = match expr.kind {
                ExprKind::Compare { .. } | ExprKind::Arithmetic { .. } => {
                    Expr { span: expr.span, kind: ExprKind::Group(Box::new(expr.clone())) }
                }
                _ => expr.clone(),
            };
            return Node::Expr(Expr { kind: ExprKind::Not(Box::new(inner)), span });
        }
        let filter = inner.into_filter(rules);
        Node::Filter(Filter { kind: FilterKind::Not(Box::new(filter)), span })
    }

    /// Goes on from a left side.
    pub fn node_from(&mut self, mut left: Node, level: u8, rules: Rules) -> Node {
        let start = left.span().start();
        loop {
            self.skip();
            let Some((binary, strength)) = self.binary(rules) else {
                return left;
            };
            if strength < level {
                return left;
            }
            let height = self.height;
            left = match binary {
                Binary::Or => self.connected(left, AND, LOOSEST, rules),
                Binary::And | Binary::Beside => self.connected(left, NOT, AND, rules),
                Binary::Compare(operator, length) => self.compared(left, operator, length, rules),
                Binary::Like(length) => {
                    self.bump(length);
                    self.matched(left, MatchOperator::Like, rules)
                }
                Binary::In => self.membership(left),
                Binary::Coalesce => {
                    self.bump(2);
                    let left = self.operand(left);
                    let right = self.node(SUM, rules);
                    let right = self.operand(right);
                    let kind = ExprKind::Coalesce(Box::new(left), Box::new(right));
                    self.coalesced(Expr { kind, span: self.span(start) })
                }
                Binary::Arithmetic(operator) => {
                    self.bump(1);
                    let left = self.operand(left);
                    let right = self.node(if strength == SUM { PRODUCT } else { UNARY }, rules);
                    let right = self.operand(right);
                    let kind = ExprKind::Arithmetic { operator, left: Box::new(left), right: Box::new(right) };
                    Node::Expr(Expr { kind, span: self.span(start) })
                }
            };
            let height = self.height.max(height) + 1;
            if !self.grown(height) {
                return left;
            }
        }
    }

    /// An operand of an operator on values; a condition there is reported.
    pub fn operand(&mut self, node: Node) -> Expr {
        let expr = node.into_expr();
        if let ExprKind::Condition(_) | ExprKind::Case(_) = expr.kind {
            self.report_value(&expr);
        }
        expr
    }

    fn coalesced(&mut self, expr: Expr) -> Node {
        let mut diagnostic = self
            .dialect(expr.span, "LogScale has no operator `??`")
            .help("`coalesce([a, b])` takes the first that is there");
        if let Some(text) = crate::ast::print::official_expr(&expr) {
            diagnostic = diagnostic.fix("use coalesce()", expr.span, text, crate::diagnostic::Applicability::Safe);
        }
        // The operator of a longer chain covers those before it.
        self.diagnostics
            .retain(|known| known.message != diagnostic.message || known.primary.span.start != expr.span.start);
        self.push(diagnostic);
        Node::Expr(expr)
    }

    /// The operator that comes next.
    fn binary(&self, rules: Rules) -> Option<(Binary, u8)> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        match first {
            '&' if rest.starts_with("&&") => return Some((Binary::And, AND)),
            '|' if rest.starts_with("||") && !self.on_new_line() => {
                return Some((Binary::Or, LOOSEST));
            }
            '?' if rest.starts_with("??") => return Some((Binary::Coalesce, COALESCE)),
            '+' => return Some((Binary::Arithmetic(ArithmeticOperator::Add), SUM)),
            '-' => return Some((Binary::Arithmetic(ArithmeticOperator::Subtract), SUM)),
            '*' => return Some((Binary::Arithmetic(ArithmeticOperator::Multiply), PRODUCT)),
            '/' => return Some((Binary::Arithmetic(ArithmeticOperator::Divide), PRODUCT)),
            '%' => return Some((Binary::Arithmetic(ArithmeticOperator::Remainder), PRODUCT)),
            _ => {}
        }
        match operator(rest) {
            Some((Operator::Arrow | Operator::Assign | Operator::Link, _)) => return None,
            Some((operator, length)) => {
                return Some((Binary::Compare(operator, length), COMPARISON));
            }
            None => {}
        }
        if lexical::keyword(rest, "and") {
            return Some((Binary::And, AND));
        }
        if lexical::keyword(rest, "or") {
            return Some((Binary::Or, LOOSEST));
        }
        if self.membership_at(self.at).is_some() && !(self.on_new_line() && self.call_at(self.at).is_some()) {
            return Some((Binary::In, COMPARISON));
        }
        if lexical::keyword(rest, "like") {
            return Some((Binary::Like(4), COMPARISON));
        }
        let beside = rules == Rules::Condition
            && self.begins_operand()
            && !rest.starts_with(['$', '[', ':'])
            && !(self.on_new_line() && (self.begins_other_step(self.at) || self.at_union(true)));
        beside.then_some((Binary::Beside, AND))
    }

    /// Reads the operands of `or` or `and` behind the first one.
    fn connected(&mut self, first: Node, operand: u8, level: u8, rules: Rules) -> Node {
        let start = first.span().start();
        let or = level == LOOSEST;
        let mut mixed = or && first.is_plain_and();
        let mut operands = vec![first.into_filter(rules)];
        let mut height = self.height;
        while let Some((binary, strength)) = self.binary(rules) {
            if strength != level {
                break;
            }
            self.take_connective(binary);
            let next = self.node(operand, rules);
            mixed |= or && next.is_plain_and();
            operands.push(next.into_filter(rules));
            height = height.max(self.height);
            self.skip();
        }
        self.height = height;
        let span = self.span(start);
        if mixed {
            self.mixed(span);
        }
        Node::Filter(Filter { kind: if or { FilterKind::Or(operands) } else { FilterKind::And(operands) }, span })
    }

    fn take_connective(&mut self, binary: Binary) {
        match binary {
            Binary::Or if self.looking_at("||") => self.symbol_for_word("||", "or"),
            Binary::Or => self.bump(2),
            Binary::And if self.looking_at("&&") => self.symbol_for_word("&&", "and"),
            Binary::And => self.bump(3),
            _ => {}
        }
    }

    /// Both connectives without parentheses: here `and` binds tighter, in LogScale's filters `or` does.
    pub fn mixed(&mut self, span: Span) {
        let diagnostic = Diagnostic::new(codes::MIXED_AND_OR, span, "`and` and `or` are mixed without parentheses")
            .label("read as most languages do: `and` binds tighter")
            .help("put parentheses; in LogScale's own filters `or` binds tighter");
        self.push(diagnostic);
    }
}
