//! Conditions and expressions in one grammar: official expressions, and in the dialect and/or/not, `=`, `in`, `like` and
//! regexes among them (language notes 16.2). What uses official operators only stays an expression. One pass, no
//! backtracking, so nesting costs nothing extra.

use super::cursor::Parser;
use super::field_test::compare;
use super::lexical;
use super::token::{Operator, operator};
use crate::ast::convert::{into_name, into_pattern};
use crate::ast::{
    ArithmeticOperator, CompareOperator, Expr, ExprKind, Filter, FilterKind, MatchOperator, NumberOperand, Pattern,
};
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

/// What has been read: an official expression, or a condition.
#[derive(Debug)]
pub(super) enum Node {
    Expr(Expr),
    Filter(Filter),
}

/// Binding strengths, loosest first.
pub(super) const LOOSEST: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
pub(super) const COMPARISON: u8 = 4;
const COALESCE: u8 = 5;
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

impl Node {
    fn span(&self) -> Span {
        match self {
            Self::Expr(expr) => expr.span,
            Self::Filter(filter) => filter.span,
        }
    }

    fn is_plain_and(&self) -> bool {
        matches!(self, Self::Filter(Filter { kind: FilterKind::And(_), .. }))
    }

    /// As a value: a condition is true or false.
    pub fn into_expr(self) -> Expr {
        match self {
            Self::Expr(expr) => expr,
            Self::Filter(filter) => {
                let span = filter.span;
                Expr { kind: ExprKind::Condition(Box::new(filter)), span }
            }
        }
    }

    /// As a condition.
    pub fn into_filter(self, rules: Rules) -> Filter {
        match self {
            Self::Filter(filter) => filter,
            Self::Expr(expr) => expr_into_filter(expr, rules),
        }
    }
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
            let Some((binary, strength)) = self.binary(rules) else { return left };
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
                    let right = self.node(SUM, rules).into_expr();
                    let kind = ExprKind::Coalesce(Box::new(left.into_expr()), Box::new(right));
                    self.coalesced(Expr { kind, span: self.span(start) })
                }
                Binary::Arithmetic(operator) => {
                    self.bump(1);
                    let right = self.node(if strength == SUM { PRODUCT } else { UNARY }, rules).into_expr();
                    let kind =
                        ExprKind::Arithmetic { operator, left: Box::new(left.into_expr()), right: Box::new(right) };
                    Node::Expr(Expr { kind, span: self.span(start) })
                }
            };
            let height = self.height.max(height) + 1;
            if !self.grown(height) {
                return left;
            }
        }
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
            '|' if rest.starts_with("||") && !self.on_new_line() => return Some((Binary::Or, LOOSEST)),
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
            Some((operator, length)) => return Some((Binary::Compare(operator, length), COMPARISON)),
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

    fn compared(&mut self, left: Node, sign: Operator, length: usize, rules: Rules) -> Node {
        let place = self.at;
        self.bump(length);
        self.skip();
        let start = left.span().start();
        let regex = self.looking_at("/") || self.looking_at("`");
        let comparison = match sign {
            Operator::Equal => return self.matched(left, MatchOperator::Equal, rules),
            Operator::Tilde | Operator::NotTilde => {
                return self.tilde(left, Span::new(place, place + length), sign == Operator::NotTilde, rules);
            }
            Operator::DoubleEqual if regex => return self.matched(left, MatchOperator::Equal, rules),
            Operator::NotEqual | Operator::Unequal
                if regex || rules == Rules::Condition || self.looking_at("[") || self.at_null() =>
            {
                return self.matched(left, MatchOperator::NotEqual, rules);
            }
            Operator::DoubleEqual if self.at_null() => return self.matched(left, MatchOperator::Equal, rules),
            Operator::DoubleEqual => CompareOperator::Equal,
            Operator::Less => CompareOperator::Less,
            Operator::LessOrEqual => CompareOperator::LessOrEqual,
            Operator::Greater => CompareOperator::Greater,
            Operator::GreaterOrEqual => CompareOperator::GreaterOrEqual,
            _ => CompareOperator::NotEqual,
        };
        let right = self.node(COALESCE, rules).into_expr();
        let kind = ExprKind::Compare { operator: comparison, left: Box::new(left.into_expr()), right: Box::new(right) };
        Node::Expr(Expr { kind, span: self.span(start) })
    }

    fn at_null(&self) -> bool {
        self.lenient() && lexical::keyword(self.rest(), "null")
    }

    /// Reads the right side of `=`, `like` and their kin: a pattern, a list, null, or a call.
    fn matched(&mut self, left: Node, sense: MatchOperator, rules: Rules) -> Node {
        self.skip();
        let start = left.span().start();
        let left = left.into_expr();
        let field = into_name(&left);
        let negated = sense == MatchOperator::NotEqual;
        let kind = if self.looking_at("[") && sense != MatchOperator::Like {
            FilterKind::In { left: Box::new(left), negated, ignore_case: false, values: self.value_list() }
        } else if self.at_null()
            && let Some(field) = field
        {
            self.bump(4);
            FilterKind::Exists { field, exists: negated }
        } else if self.call_at(self.at).is_some() || self.looking_at("(") {
            let right = self.node(COALESCE, rules).into_expr();
            compare(left, if negated { CompareOperator::NotEqual } else { CompareOperator::Equal }, right)
        } else if let Some(pattern) = self.pattern() {
            self.match_of(left, sense, pattern)
        } else {
            let diagnostic = self.unexpected("a value");
            self.error(diagnostic);
            self.recover(true);
            FilterKind::Error
        };
        Node::Filter(Filter { kind, span: self.span(start) })
    }

    fn match_of(&self, left: Expr, operator: MatchOperator, pattern: Pattern) -> FilterKind {
        match into_name(&left) {
            Some(field) => FilterKind::Match { field, operator, pattern },
            None => FilterKind::MatchExpression { left: Box::new(left), operator, pattern },
        }
    }

    fn tilde(&mut self, left: Node, sign: Span, negated: bool, rules: Rules) -> Node {
        let start = left.span().start();
        let left = left.into_expr();
        let sense = if negated { MatchOperator::NotEqual } else { MatchOperator::Equal };
        let (negations, behind) = self.negations(self.at);
        if self.call_at(behind).is_some()
            && let Some(field) = into_name(&left)
        {
            self.at = behind;
            let call = super::step::with_field(self.call(), &field);
            let span = self.span(start);
            let filter = Filter { kind: FilterKind::Call(call), span };
            return Node::Filter(super::step::negate(filter, (negations % 2 == 1) != negated, span));
        }
        let regex = match self.peek() {
            Some('/') => Some(self.regex()),
            Some('`') => self.backquoted_regex(),
            _ if self.at_quote() => Some(self.regex_in_quotes()),
            _ => None,
        };
        let Some(regex) = regex else { return self.matched(Node::Expr(left), sense, rules) };
        let text = if negated { "!=" } else { "=" };
        let diagnostic = self.dialect(sign, "`=~` takes a function, not a regex").fix(
            format!("write `{text}`"),
            sign,
            text,
            crate::diagnostic::Applicability::Safe,
        );
        self.push(diagnostic);
        let kind = self.match_of(left, sense, Pattern::Regex(regex));
        Node::Filter(Filter { kind, span: self.span(start) })
    }

    fn membership(&mut self, left: Node) -> Node {
        let start = left.span().start();
        let (length, negated, ignore_case) = self.membership_at(self.at).unwrap_or_default();
        self.bump(length);
        let values = self.value_list();
        let kind = FilterKind::In { left: Box::new(left.into_expr()), negated, ignore_case, values };
        Node::Filter(Filter { kind, span: self.span(start) })
    }
}

/// The condition that an expression stands for where a condition is read.
fn expr_into_filter(expr: Expr, rules: Rules) -> Filter {
    let span = expr.span;
    let kind = match expr.kind {
        ExprKind::Call(call) => FilterKind::Call(call),
        ExprKind::Boolean(value) => FilterKind::Constant(value),
        ExprKind::Error => FilterKind::Error,
        ExprKind::Condition(filter) => return *filter,
        ExprKind::Regex(regex) => FilterKind::FreeText(Pattern::Regex(regex)),
        ExprKind::Word { ref text, pattern: true } if text == "*" => FilterKind::Constant(true),
        ExprKind::Group(inner) => FilterKind::Group(Box::new(expr_into_filter(*inner, rules))),
        ExprKind::Not(inner) if rules == Rules::Condition || matches!(inner.kind, ExprKind::Call(_)) => {
            FilterKind::Not(Box::new(expr_into_filter(*inner, rules)))
        }
        ExprKind::Compare { operator, ref left, ref right }
            if !matches!(operator, CompareOperator::Equal | CompareOperator::NotEqual) =>
        {
            match (into_name(left), number(right)) {
                (Some(field), Some(number)) if !matches!(left.kind, ExprKind::Text(_)) => {
                    FilterKind::Compare { field, operator, number }
                }
                _ => FilterKind::Expression(Box::new(expr)),
            }
        }
        ExprKind::Text(_) | ExprKind::Word { pattern: true, .. } | ExprKind::Parameter(_)
            if rules == Rules::Condition =>
        {
            into_pattern(&expr).map_or(FilterKind::Error, FilterKind::FreeText)
        }
        _ => FilterKind::Expression(Box::new(expr)),
    };
    Filter { kind, span }
}

fn number(expr: &Expr) -> Option<NumberOperand> {
    match &expr.kind {
        ExprKind::Number(text) => Some(NumberOperand::Literal { text: text.clone(), span: expr.span }),
        ExprKind::Minus(inner) => match &inner.kind {
            ExprKind::Number(text) => Some(NumberOperand::Literal { text: format!("-{text}"), span: expr.span }),
            _ => None,
        },
        ExprKind::Parameter(parameter) => Some(NumberOperand::Parameter(parameter.clone())),
        _ => None,
    }
}
