//! What the common grammar of conditions and expressions has read, and its two readings.

use super::condition::Rules;
use crate::ast::convert::{into_name, into_pattern};
use crate::ast::{CompareOperator, Expr, ExprKind, Filter, FilterKind, NumberOperand, Pattern};
use crate::source::Span;

/// What has been read: an official expression, or a condition.
#[derive(Debug)]
pub(super) enum Node {
    Expr(Expr),
    Filter(Filter),
}

impl Node {
    /// Its text.
    pub fn span(&self) -> Span {
        match self {
            Self::Expr(expr) => expr.span,
            Self::Filter(filter) => filter.span,
        }
    }

    /// Whether it is an and-list without parentheses.
    pub fn is_plain_and(&self) -> bool {
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
