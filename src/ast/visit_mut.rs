//! Walking a syntax tree and changing it: a visitor whose methods descend unless overridden.

use super::{
    Argument, Call, Element, Expr, ExprKind, Filter, FilterKind, Guard, Name, NumberOperand, Parameter, Pattern,
    Pipeline, Query, RegexLiteral, SavedCall, SavedValue, Step, StepKind, Text,
};
use crate::source::Span;

/// What is done at each node. An overriding method calls the `walk_` function of its node to descend.
pub trait VisitorMut {
    /// A pipeline: the query itself, a subquery, a branch.
    fn pipeline(&mut self, pipeline: &mut Pipeline) {
        walk_pipeline(self, pipeline);
    }
    /// A step.
    fn step(&mut self, step: &mut Step) {
        walk_step(self, step);
    }
    /// A filter or a part of one.
    fn filter(&mut self, filter: &mut Filter) {
        walk_filter(self, filter);
    }
    /// An expression or a part of one.
    fn expr(&mut self, expr: &mut Expr) {
        walk_expr(self, expr);
    }
    /// A member of an array.
    fn element(&mut self, element: &mut Element) {
        walk_element(self, element);
    }
    /// A function call, wherever it stands.
    fn call(&mut self, call: &mut Call) {
        walk_call(self, call);
    }
    /// A regex literal.
    fn regex(&mut self, regex: &mut RegexLiteral) {
        self.span(&mut regex.span);
    }
    /// The place of any node in the text.
    fn span(&mut self, _span: &mut Span) {}
}

/// Visits the whole query; comments are no part of the tree.
pub fn walk_query<V: VisitorMut + ?Sized>(visitor: &mut V, query: &mut Query) {
    visitor.pipeline(&mut query.pipeline);
}

/// Visits the steps.
pub fn walk_pipeline<V: VisitorMut + ?Sized>(visitor: &mut V, pipeline: &mut Pipeline) {
    visitor.span(&mut pipeline.span);
    for step in &mut pipeline.steps {
        visitor.step(step);
    }
}

/// Visits what a step holds.
pub fn walk_step<V: VisitorMut + ?Sized>(visitor: &mut V, step: &mut Step) {
    visitor.span(&mut step.span);
    match &mut step.kind {
        StepKind::Filter(filter) | StepKind::Where(filter) => visitor.filter(filter),
        StepKind::Call { call, .. } => visitor.call(call),
        StepKind::FieldOperator { field, call, .. } => {
            walk_name(visitor, field);
            visitor.call(call);
        }
        StepKind::Assign { target, value, .. } => {
            walk_name(visitor, target);
            visitor.expr(value);
        }
        StepKind::Case(branches) => branches.iter_mut().for_each(|branch| visitor.pipeline(&mut branch.pipeline)),
        StepKind::Match { field, arms } => {
            walk_name(visitor, field);
            for arm in arms {
                visitor.span(&mut arm.guard_span);
                match &mut arm.guard {
                    Guard::Call { call, .. } => visitor.call(call),
                    Guard::Pattern(pattern) => walk_pattern(visitor, pattern),
                    Guard::Always | Guard::Error => {}
                }
                visitor.pipeline(&mut arm.pipeline);
            }
        }
        StepKind::Stats(elements) => elements.iter_mut().for_each(|element| visitor.element(element)),
        StepKind::AnyOf(pipelines) => pipelines.iter_mut().for_each(|pipeline| visitor.pipeline(pipeline)),
        StepKind::Saved(call) => walk_saved_call(visitor, call),
        StepKind::Error => {}
    }
}

/// Visits the parts of a filter.
pub fn walk_filter<V: VisitorMut + ?Sized>(visitor: &mut V, filter: &mut Filter) {
    visitor.span(&mut filter.span);
    match &mut filter.kind {
        FilterKind::And(filters) | FilterKind::Or(filters) => {
            filters.iter_mut().for_each(|filter| visitor.filter(filter));
        }
        FilterKind::Not(inner) | FilterKind::Group(inner) => visitor.filter(inner),
        FilterKind::Call(call) => visitor.call(call),
        FilterKind::Expression(expr) => visitor.expr(expr),
        FilterKind::MatchExpression { left, pattern, .. } => {
            visitor.expr(left);
            walk_pattern(visitor, pattern);
        }
        FilterKind::In { left, values, .. } => {
            visitor.expr(left);
            values.iter_mut().for_each(|value| walk_pattern(visitor, value));
        }
        FilterKind::Match { field, pattern, .. } => {
            walk_name(visitor, field);
            walk_pattern(visitor, pattern);
        }
        FilterKind::FreeText(pattern) => walk_pattern(visitor, pattern),
        FilterKind::Compare { field, number, .. } => {
            walk_name(visitor, field);
            match number {
                NumberOperand::Literal { span, .. } => visitor.span(span),
                NumberOperand::Parameter(parameter) => walk_parameter(visitor, parameter),
            }
        }
        FilterKind::Link { left, right } => {
            walk_name(visitor, left);
            walk_name(visitor, right);
        }
        FilterKind::Exists { field, .. } => walk_name(visitor, field),
        FilterKind::Constant(_) | FilterKind::Error => {}
    }
}

/// Visits the parts of an expression.
pub fn walk_expr<V: VisitorMut + ?Sized>(visitor: &mut V, expr: &mut Expr) {
    visitor.span(&mut expr.span);
    match &mut expr.kind {
        ExprKind::Arithmetic { left, right, .. }
        | ExprKind::Compare { left, right, .. }
        | ExprKind::Coalesce(left, right) => {
            visitor.expr(left);
            visitor.expr(right);
        }
        ExprKind::Minus(inner) | ExprKind::Not(inner) | ExprKind::Group(inner) => visitor.expr(inner),
        ExprKind::Call(call) => visitor.call(call),
        ExprKind::Array(elements) => elements.iter_mut().for_each(|element| visitor.element(element)),
        ExprKind::Subquery(pipeline) => visitor.pipeline(pipeline),
        ExprKind::Named(queries) => {
            for query in queries {
                visitor.span(&mut query.span);
                walk_name(visitor, &mut query.name);
                visitor.pipeline(&mut query.pipeline);
                query.include.iter_mut().flatten().for_each(|name| walk_name(visitor, name));
            }
        }
        ExprKind::Condition(filter) => visitor.filter(filter),
        ExprKind::Case(arms) => {
            for (condition, value) in arms {
                visitor.filter(condition);
                visitor.expr(value);
            }
        }
        ExprKind::Parameter(parameter) => walk_parameter(visitor, parameter),
        ExprKind::Regex(regex) => visitor.regex(regex),
        ExprKind::Word { .. } | ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Boolean(_) | ExprKind::Error => {}
    }
}

/// Visits a member of an array.
pub fn walk_element<V: VisitorMut + ?Sized>(visitor: &mut V, element: &mut Element) {
    if let Some(target) = &mut element.target {
        walk_name(visitor, target);
    }
    visitor.expr(&mut element.value);
}

/// Visits the arguments of a call.
pub fn walk_call<V: VisitorMut + ?Sized>(visitor: &mut V, call: &mut Call) {
    visitor.span(&mut call.span);
    visitor.span(&mut call.function_span);
    for Argument { name, value } in &mut call.arguments {
        if let Some(name) = name {
            walk_name(visitor, name);
        }
        visitor.expr(value);
    }
}

/// Visits the arguments of a call of a saved query.
pub fn walk_saved_call<V: VisitorMut + ?Sized>(visitor: &mut V, call: &mut SavedCall) {
    visitor.span(&mut call.span);
    visitor.span(&mut call.name_span);
    for argument in &mut call.arguments {
        visitor.span(&mut argument.span);
        walk_name(visitor, &mut argument.name);
        for value in &mut argument.values {
            match value {
                SavedValue::Text(text) => walk_text(visitor, text),
                SavedValue::Parameter(parameter) => walk_parameter(visitor, parameter),
            }
        }
    }
}

/// Visits what a pattern is made of.
pub fn walk_pattern<V: VisitorMut + ?Sized>(visitor: &mut V, pattern: &mut Pattern) {
    match pattern {
        Pattern::Glob(text) => walk_text(visitor, text),
        Pattern::Regex(regex) => visitor.regex(regex),
        Pattern::Parameter(parameter) => walk_parameter(visitor, parameter),
    }
}

fn walk_parameter<V: VisitorMut + ?Sized>(visitor: &mut V, parameter: &mut Parameter) {
    visitor.span(&mut parameter.span);
    if let Some(default) = &mut parameter.default {
        walk_text(visitor, default);
    }
}

fn walk_name<V: VisitorMut + ?Sized>(visitor: &mut V, name: &mut Name) {
    visitor.span(&mut name.span);
}

fn walk_text<V: VisitorMut + ?Sized>(visitor: &mut V, text: &mut Text) {
    visitor.span(&mut text.span);
}
