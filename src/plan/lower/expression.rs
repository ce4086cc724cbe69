//! Expressions (language notes 6).

use super::{Lowering, Position, Steps};
use crate::ast::{Call, Expr, ExprKind};
use crate::check::arguments::Surroundings;
use crate::diagnostic::{Diagnostic, codes};
use crate::exec::{Condition, Executable, Expression};
use crate::value::number;

impl Lowering<'_> {
    pub(super) fn expression(&mut self, expr: &Expr) -> Expression {
        let expression = self.unwatched_expression(expr);
        self.watched_expression(expression, expr)
    }

    fn unwatched_expression(&mut self, expr: &Expr) -> Expression {
        match &expr.kind {
            ExprKind::Word { text, pattern } => {
                if *pattern {
                    self.report(
                        Diagnostic::new(
                            codes::ARGUMENT_TYPE,
                            expr.span,
                            format!("expected an expression, found the pattern {text}"),
                        )
                        .help(format!("quote it to mean the text \"{text}\", or use a filter step to match a pattern")),
                    );
                }
                Expression::Field(self.symbol(text))
            }
            ExprKind::Number(text) => number::parse(text).map_or(Expression::Null, Expression::Number),
            ExprKind::Text(text) => Expression::Text(text.as_str().into()),
            ExprKind::Boolean(value) => Expression::Boolean(*value),
            ExprKind::Parameter(parameter) => Expression::Text(self.parameter_text(parameter).into()),
            ExprKind::Arithmetic { operator, left, right } => {
                Expression::Arithmetic(*operator, Box::new(self.expression(left)), Box::new(self.expression(right)))
            }
            ExprKind::Compare { operator, left, right } => {
                Expression::Compare(*operator, Box::new(self.expression(left)), Box::new(self.expression(right)))
            }
            ExprKind::Minus(inner) => Expression::Minus(Box::new(self.expression(inner))),
            ExprKind::Not(inner) => match &inner.kind {
                ExprKind::Call(call) => self.call_expression(call, true),
                _ => Expression::Not(Box::new(self.expression(inner))),
            },
            ExprKind::Group(inner) => self.expression(inner),
            ExprKind::Call(call) => self.call_expression(call, false),
            ExprKind::Condition(filter) => {
                let condition = self.condition(filter, false, &Steps::new(Position::Branch));
                Expression::Condition(Box::new(condition))
            }
            ExprKind::Case(arms) => {
                let arms = arms
                    .iter()
                    .map(|(condition, value)| {
                        let condition = self.condition(condition, false, &Steps::new(Position::Branch));
                        (condition, self.expression(value))
                    })
                    .collect();
                Expression::Case(arms)
            }
            ExprKind::Coalesce(first, second) => {
                Expression::Coalesce(Box::new(self.expression(first)), Box::new(self.expression(second)))
            }
            ExprKind::Regex(_) => {
                self.report(
                    Diagnostic::new(codes::ARGUMENT_TYPE, expr.span, "a regex cannot stand in an expression")
                        .help("test it with regex(\"...\", field=f), or in a filter step: f = /.../"),
                );
                Expression::Null
            }
            ExprKind::Array(_) | ExprKind::Subquery(_) | ExprKind::Named(_) => {
                self.error(
                    codes::ARGUMENT_TYPE,
                    expr.span,
                    "expected an expression: a field, number, quoted text or function call",
                );
                Expression::Null
            }
            ExprKind::Error => Expression::Null,
        }
    }

    fn call_expression(&mut self, call: &Call, negated: bool) -> Expression {
        let Some(function) = self.function(call) else { return Expression::Null };
        // Only a filter is negated as a filter; `!lower(x)` is the operator on a value (6.3).
        let as_filter = negated && function.roles.filter;
        let surroundings = Surroundings { value: true, ..Surroundings::default() };
        let Some((executable, _)) = self.build(function, call, as_filter, surroundings, false, None) else {
            return Expression::Null;
        };
        match executable {
            Executable::Test(test) => Expression::Test(test, negated),
            Executable::Compute(compute) if negated => Expression::Not(Box::new(Expression::Compute(compute))),
            Executable::Compute(compute) => Expression::Compute(compute),
            _ => {
                self.report(
                    Diagnostic::new(
                        codes::NOT_A_FILTER,
                        call.span,
                        format!("{}() cannot stand in an expression: it gives no single value", function.name),
                    )
                    .help("give it a step of its own and use the field that it writes"),
                );
                Expression::Null
            }
        }
    }

    /// A call as a condition: under and/or, after `where`, as a match guard.
    pub(super) fn call_condition(
        &mut self,
        call: &Call,
        negated: bool,
        surroundings: Surroundings<'_>,
        captures: bool,
        steps: &Steps,
    ) -> Condition {
        let Some(function) = self.function(call) else { return Condition::Constant(false) };
        self.check_place(function, call, steps);
        let Some((executable, _)) = self.build(function, call, negated, surroundings, captures, None) else {
            return Condition::Constant(false);
        };
        let condition = match executable {
            Executable::Test(test) => Condition::Test(test),
            Executable::Compute(compute) => Condition::Expression(Expression::Compute(compute)),
            _ => {
                self.report(
                    Diagnostic::new(codes::NOT_A_FILTER, call.span, format!("{}() is not a filter", function.name))
                        .label("expected a filter function here")
                        .help("give it a step of its own, joined by a bar"),
                );
                return Condition::Constant(false);
            }
        };
        if negated { Condition::Not(Box::new(condition)) } else { condition }
    }
}
