//! Walking a syntax tree and changing it: a visitor whose methods descend unless overridden.

use super::{Call, Element, Expr, ExprKind, Filter, FilterKind, Guard, Pipeline, Query, Step, StepKind};

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
        self.expr(&mut element.value);
    }
    /// A function call, wherever it stands.
    fn call(&mut self, call: &mut Call) {
        walk_call(self, call);
    }
}

/// Visits the whole query.
pub fn walk_query<V: VisitorMut + ?Sized>(visitor: &mut V, query: &mut Query) {
    visitor.pipeline(&mut query.pipeline);
}

/// Visits the steps.
pub fn walk_pipeline<V: VisitorMut + ?Sized>(visitor: &mut V, pipeline: &mut Pipeline) {
    for step in &mut pipeline.steps {
        visitor.step(step);
    }
}

/// Visits what a step holds.
pub fn walk_step<V: VisitorMut + ?Sized>(visitor: &mut V, step: &mut Step) {
    match &mut step.kind {
        StepKind::Filter(filter) | StepKind::Where(filter) => visitor.filter(filter),
        StepKind::Call { call, .. } | StepKind::FieldOperator { call, .. } => visitor.call(call),
        StepKind::Assign { value, .. } => visitor.expr(value),
        StepKind::Case(branches) => branches.iter_mut().for_each(|branch| visitor.pipeline(&mut branch.pipeline)),
        StepKind::Match { arms, .. } => {
            for arm in arms {
                if let Guard::Call { call, .. } = &mut arm.guard {
                    visitor.call(call);
                }
                visitor.pipeline(&mut arm.pipeline);
            }
        }
        StepKind::Stats(elements) => elements.iter_mut().for_each(|element| visitor.element(element)),
        StepKind::AnyOf(pipelines) => pipelines.iter_mut().for_each(|pipeline| visitor.pipeline(pipeline)),
        StepKind::Saved(_) | StepKind::Error => {}
    }
}

/// Visits the parts of a filter.
pub fn walk_filter<V: VisitorMut + ?Sized>(visitor: &mut V, filter: &mut Filter) {
    match &mut filter.kind {
        FilterKind::And(filters) | FilterKind::Or(filters) => {
            filters.iter_mut().for_each(|filter| visitor.filter(filter));
        }
        FilterKind::Not(inner) | FilterKind::Group(inner) => visitor.filter(inner),
        FilterKind::Call(call) => visitor.call(call),
        FilterKind::Expression(expr) => visitor.expr(expr),
        FilterKind::MatchExpression { left, .. } | FilterKind::In { left, .. } => visitor.expr(left),
        FilterKind::Match { .. }
        | FilterKind::FreeText(_)
        | FilterKind::Compare { .. }
        | FilterKind::Link { .. }
        | FilterKind::Constant(_)
        | FilterKind::Exists { .. }
        | FilterKind::Error => {}
    }
}

/// Visits the parts of an expression.
pub fn walk_expr<V: VisitorMut + ?Sized>(visitor: &mut V, expr: &mut Expr) {
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
        ExprKind::Named(queries) => queries.iter_mut().for_each(|query| visitor.pipeline(&mut query.pipeline)),
        ExprKind::Condition(filter) => visitor.filter(filter),
        ExprKind::Case(arms) => {
            for (condition, value) in arms {
                visitor.filter(condition);
                visitor.expr(value);
            }
        }
        ExprKind::Word { .. }
        | ExprKind::Number(_)
        | ExprKind::Text(_)
        | ExprKind::Boolean(_)
        | ExprKind::Parameter(_)
        | ExprKind::Regex(_)
        | ExprKind::Error => {}
    }
}

/// Visits the arguments of a call.
pub fn walk_call<V: VisitorMut + ?Sized>(visitor: &mut V, call: &mut Call) {
    call.arguments.iter_mut().for_each(|argument| visitor.expr(&mut argument.value));
}
