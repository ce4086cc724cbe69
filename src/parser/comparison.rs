//! Comparisons in conditions: official ones stay expressions; `=`, `in`, `like`, regexes and null are dialect there.

use super::condition::{COALESCE, Rules};
use super::cursor::Parser;
use super::field_test::compare;
use super::lexical;
use super::node::Node;
use super::token::Operator;
use crate::ast::convert::into_name;
use crate::ast::{CompareOperator, Expr, ExprKind, Filter, FilterKind, MatchOperator, Pattern};
use crate::source::Span;

impl Parser<'_> {
    /// Reads the right side of a comparison operator, which is the next token.
    pub fn compared(&mut self, left: Node, sign: Operator, length: usize, rules: Rules) -> Node {
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
            Operator::DoubleEqual if regex => {
                return self.matched(left, MatchOperator::Equal, rules);
            }
            Operator::NotEqual | Operator::Unequal
                if regex || rules == Rules::Condition || self.looking_at("[") || self.at_null() =>
            {
                return self.matched(left, MatchOperator::NotEqual, rules);
            }
            Operator::DoubleEqual if self.at_null() => {
                return self.matched(left, MatchOperator::Equal, rules);
            }
            Operator::DoubleEqual => CompareOperator::Equal,
            Operator::Less => CompareOperator::Less,
            Operator::LessOrEqual => CompareOperator::LessOrEqual,
            Operator::Greater => CompareOperator::Greater,
            Operator::GreaterOrEqual => CompareOperator::GreaterOrEqual,
            _ => CompareOperator::NotEqual,
        };
        let left = self.operand(left);
        let right = self.node(COALESCE, rules);
        let right = self.operand(right);
        let kind = ExprKind::Compare { operator: comparison, left: Box::new(left), right: Box::new(right) };
        Node::Expr(Expr { kind, span: self.span(start) })
    }

    fn at_null(&self) -> bool {
        self.lenient() && lexical::keyword(self.rest(), "null")
    }

    /// Reads the right side of `=`, `like` and their kin: a pattern, a list, null, or a call.
    pub fn matched(&mut self, left: Node, sense: MatchOperator, rules: Rules) -> Node {
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
            self.skip_to(behind);
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
        let Some(regex) = regex else {
            return self.matched(Node::Expr(left), sense, rules);
        };
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

    /// Reads `in (...)` behind its left side.
    pub fn membership(&mut self, left: Node) -> Node {
        let start = left.span().start();
        let (length, negated, ignore_case) = self.membership_at(self.at).unwrap_or_default();
        self.bump(length);
        let values = self.value_list();
        let kind = FilterKind::In { left: Box::new(left.into_expr()), negated, ignore_case, values };
        Node::Filter(Filter { kind, span: self.span(start) })
    }
}
