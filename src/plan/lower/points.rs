//! Points: the parts of a query that get a probe when its plan is watched.

use std::sync::Arc;

use super::{Lowering, Steps};
use crate::ast::{Expr, ExprKind, Pipeline};
use crate::exec::{Condition, Expression, Probe, Stage, Watch};
use crate::source::Span;

/// A part of a query whose decisions are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// What kind of part.
    pub kind: PointKind,
    /// Where it stands in the query.
    pub span: Span,
}

/// The kinds of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointKind {
    /// A filter, or a part of one.
    Condition,
    /// A comparison or a test in an expression.
    Value,
    /// A branch of `case` or an arm of `match`: an event has come to it. The span is that of its first step or guard.
    Branch,
    /// A step of a branch that an event has passed.
    Step,
}

/// Who watches, and what.
pub(super) struct Watched {
    watch: Arc<dyn Watch>,
    points: Vec<Point>,
}

impl Lowering<'_> {
    /// Gives the parts that are lowered from now on probes.
    pub fn watch(&mut self, watch: Arc<dyn Watch>) {
        self.watched = Some(Watched { watch, points: Vec::new() });
    }

    /// The points so far, in the order of their numbers.
    pub fn take_points(&mut self) -> Vec<Point> {
        self.watched.take().map_or_else(Vec::new, |watched| watched.points)
    }

    /// A probe for a part of the user's own text; spans inside a saved query belong to another one.
    fn probe<T>(&mut self, kind: PointKind, span: Span, inner: T) -> Result<Probe<T>, T> {
        match &mut self.watched {
            Some(watched) if self.saved_call.is_none() => {
                watched.points.push(Point { kind, span });
                let (point, watch) = (watched.points.len() - 1, watched.watch.clone());
                Ok(Probe { point, watch, inner: Box::new(inner) })
            }
            _ => Err(inner),
        }
    }

    pub(super) fn watched_condition(&mut self, condition: Condition, span: Span) -> Condition {
        self.probe(PointKind::Condition, span, condition).map_or_else(|condition| condition, Condition::Probe)
    }

    pub(super) fn watched_expression(&mut self, expression: Expression, expr: &Expr) -> Expression {
        let decides = match &expr.kind {
            ExprKind::Compare { .. } | ExprKind::Not(_) => true,
            ExprKind::Call(_) => matches!(expression, Expression::Test(..)),
            _ => false,
        };
        if !decides {
            return expression;
        }
        match self.probe(PointKind::Value, expr.span, expression) {
            Ok(probe) => Expression::Probe(Box::new(probe)),
            Err(expression) => expression,
        }
    }

    /// Adds a mark that events pass.
    pub(super) fn mark(&mut self, steps: &mut Steps, kind: PointKind, span: Span) {
        let Ok(probe) = self.probe(kind, span, ()) else { return };
        let label = self.label(span);
        // An event that ends at a step has got there, so the mark stands before it.
        let end = match steps.segments.last_mut() {
            Some(segment) if matches!(segment.map.last(), Some(Stage::End)) => segment.map.pop(),
            _ => None,
        };
        match end {
            None => steps.stage(Stage::Mark(probe), label),
            Some(end) => {
                // The label of the step that was taken out stands for the mark.
                if let Some(segment) = steps.segments.last_mut() {
                    segment.map.push(Stage::Mark(probe));
                }
                steps.stage(end, label);
            }
        }
    }

    /// The stages of a branch, with marks at its beginning and behind each step.
    pub(super) fn branch_stages(&mut self, pipeline: &Pipeline, begin: Option<Span>) -> Vec<Stage> {
        if self.watched.is_none() || self.saved_call.is_some() {
            return self.stages(pipeline);
        }
        let first = pipeline.steps.first().map_or(pipeline.span, |step| step.span);
        let mut stages = Vec::new();
        // An arm has its beginning before its guard already.
        if begin.is_none()
            && let Ok(probe) = self.probe(PointKind::Branch, first, ())
        {
            stages.push(Stage::Mark(probe));
        }
        self.mark_steps = true;
        stages.extend(self.stages(pipeline));
        stages
    }

    /// A guard between the mark that an event has come to it and the mark that it passed.
    pub(super) fn guard_stages(&mut self, guard: Condition, span: Span) -> Vec<Stage> {
        let begin = self.probe(PointKind::Branch, span, ());
        let mut stages: Vec<Stage> = begin.ok().map(Stage::Mark).into_iter().collect();
        stages.push(Stage::Filter(self.watched_condition(guard, span)));
        stages.extend(self.probe(PointKind::Step, span, ()).ok().map(Stage::Mark));
        stages
    }
}
