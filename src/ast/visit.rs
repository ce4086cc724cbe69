//! Walking a syntax tree: a read-only visitor whose methods descend unless overridden.

use super::{
    Argument, Call, Element, Expr, ExprKind, Filter, FilterKind, Guard, Parameter, Pattern, Pipeline, Query, SavedCall,
    SavedValue, Step, StepKind,
};
use super::{NumberOperand, RegexLiteral};

/// What is done at each node. An overriding method calls the `walk_` function of its node to descend.
pub trait Visitor<'a> {
    /// A pipeline: the query itself, a subquery, a branch.
    fn pipeline(&mut self, pipeline: &'a Pipeline) {
        walk_pipeline(self, pipeline);
    }
    /// A step.
    fn step(&mut self, step: &'a Step) {
        walk_step(self, step);
    }
    /// A filter or a part of one.
    fn filter(&mut self, filter: &'a Filter) {
        walk_filter(self, filter);
    }
    /// An expression or a part of one.
    fn expr(&mut self, expr: &'a Expr) {
        walk_expr(self, expr);
    }
    /// A function call, wherever it stands.
    fn call(&mut self, call: &'a Call) {
        walk_call(self, call);
    }
    /// A call of a saved query.
    fn saved_call(&mut self, call: &'a SavedCall) {
        walk_saved_call(self, call);
    }
    /// A pattern: right side of a filter, free text, a guard.
    fn pattern(&mut self, pattern: &'a Pattern) {
        walk_pattern(self, pattern);
    }
    /// A regex literal.
    fn regex(&mut self, _regex: &'a RegexLiteral) {}
    /// A query parameter.
    fn parameter(&mut self, _parameter: &'a Parameter) {}
}

/// Visits the whole query.
pub fn walk_query<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, query: &'a Query) {
    visitor.pipeline(&query.pipeline);
}

/// Visits the steps.
pub fn walk_pipeline<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, pipeline: &'a Pipeline) {
    for step in &pipeline.steps {
        visitor.step(step);
    }
}

/// Visits what a step holds.
pub fn walk_step<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, step: &'a Step) {
    match &step.kind {
        StepKind::Filter(filter) | StepKind::Where(filter) => visitor.filter(filter),
        StepKind::Call { call, .. } | StepKind::FieldOperator { call, .. } => visitor.call(call),
        StepKind::Assign { value, .. } => visitor.expr(value),
        StepKind::Case(branches) => branches.iter().for_each(|branch| visitor.pipeline(&branch.pipeline)),
        StepKind::Match { arms, .. } => {
            for arm in arms {
                match &arm.guard {
                    Guard::Pattern(pattern) => visitor.pattern(pattern),
                    Guard::Call { call, .. } => visitor.call(call),
                    Guard::Always | Guard::Error => {}
                }
                visitor.pipeline(&arm.pipeline);
            }
        }
        StepKind::Stats(elements) => walk_elements(visitor, elements),
        StepKind::Saved(call) => visitor.saved_call(call),
        StepKind::AnyOf(pipelines) => pipelines.iter().for_each(|pipeline| visitor.pipeline(pipeline)),
        StepKind::Error => {}
    }
}

/// Visits the parts of a filter.
pub fn walk_filter<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, filter: &'a Filter) {
    match &filter.kind {
        FilterKind::And(filters) | FilterKind::Or(filters) => filters.iter().for_each(|filter| visitor.filter(filter)),
        FilterKind::Not(inner) | FilterKind::Group(inner) => visitor.filter(inner),
        FilterKind::Match { pattern, .. } | FilterKind::FreeText(pattern) => visitor.pattern(pattern),
        FilterKind::Compare { number: NumberOperand::Parameter(parameter), .. } => visitor.parameter(parameter),
        FilterKind::Call(call) => visitor.call(call),
        FilterKind::Expression(expr) => visitor.expr(expr),
        FilterKind::MatchExpression { left, pattern, .. } => {
            visitor.expr(left);
            visitor.pattern(pattern);
        }
        FilterKind::In { left, values, .. } => {
            visitor.expr(left);
            values.iter().for_each(|value| visitor.pattern(value));
        }
        FilterKind::Compare { .. }
        | FilterKind::Link { .. }
        | FilterKind::Constant(_)
        | FilterKind::Exists { .. }
        | FilterKind::Error => {}
    }
}

/// Visits the parts of an expression.
pub fn walk_expr<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, expr: &'a Expr) {
    match &expr.kind {
        ExprKind::Arithmetic { left, right, .. }
        | ExprKind::Compare { left, right, .. }
        | ExprKind::Coalesce(left, right) => {
            visitor.expr(left);
            visitor.expr(right);
        }
        ExprKind::Minus(inner) | ExprKind::Not(inner) | ExprKind::Group(inner) => visitor.expr(inner),
        ExprKind::Parameter(parameter) => visitor.parameter(parameter),
        ExprKind::Call(call) => visitor.call(call),
        ExprKind::Array(elements) => walk_elements(visitor, elements),
        ExprKind::Subquery(pipeline) => visitor.pipeline(pipeline),
        ExprKind::Named(queries) => queries.iter().for_each(|query| visitor.pipeline(&query.pipeline)),
        ExprKind::Condition(filter) => visitor.filter(filter),
        ExprKind::Case(arms) => {
            for (condition, value) in arms {
                visitor.filter(condition);
                visitor.expr(value);
            }
        }
        ExprKind::Regex(regex) => visitor.regex(regex),
        ExprKind::Word { .. } | ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Boolean(_) | ExprKind::Error => {}
    }
}

/// Visits the arguments of a call.
pub fn walk_call<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, call: &'a Call) {
    for Argument { value, .. } in &call.arguments {
        visitor.expr(value);
    }
}

/// Visits the parameters that are passed on to a saved query.
pub fn walk_saved_call<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, call: &'a SavedCall) {
    for value in call.arguments.iter().flat_map(|argument| &argument.values) {
        if let SavedValue::Parameter(parameter) = value {
            visitor.parameter(parameter);
        }
    }
}

/// Visits what a pattern is made of.
pub fn walk_pattern<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, pattern: &'a Pattern) {
    match pattern {
        Pattern::Glob(_) => {}
        Pattern::Regex(regex) => visitor.regex(regex),
        Pattern::Parameter(parameter) => visitor.parameter(parameter),
    }
}

fn walk_elements<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, elements: &'a [Element]) {
    for element in elements {
        visitor.expr(&element.value);
    }
}
