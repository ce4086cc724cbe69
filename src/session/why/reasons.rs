//! Why a step let an event through or not: its filter taken apart, down to the comparisons that decided.

use super::log::Log;
use super::{Attempt, Reason};
use crate::ast::visit::{self, Visitor};
use crate::ast::{Arm, Branch, Expr, ExprKind, Filter, FilterKind, Guard, Pipeline, Query, Step, StepKind};
use crate::plan::{self, Point};
use crate::source::Span;

/// For each point the fields that the part of the query there reads.
pub(super) fn fields_of_points(tree: &Query, points: &[Point]) -> Vec<(Point, Vec<String>)> {
    let mut found = PartFields::default();
    visit::walk_query(&mut found, tree);
    let fields = |point: &Point| {
        let part = found.0.iter().find(|(span, _)| *span == point.span);
        part.map(|(_, fields)| fields.clone()).unwrap_or_default()
    };
    points.iter().map(|point| (*point, fields(point))).collect()
}

/// The spans of filters, tests and guards, each with the fields read there.
#[derive(Default)]
struct PartFields(Vec<(Span, Vec<String>)>);

impl<'a> Visitor<'a> for PartFields {
    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::Call { call, .. } => self.0.push((step.span, plan::fields_read(|fields| fields.call(call)))),
            StepKind::FieldOperator { field, call, .. } => {
                let mut fields = vec![field.text.clone()];
                fields.extend(plan::fields_read(|found| found.call(call)));
                self.0.push((step.span, fields));
            }
            StepKind::Match { field, arms } => {
                for arm in arms {
                    self.0.push((arm.guard_span, vec![field.text.clone()]));
                }
            }
            _ => {}
        }
        visit::walk_step(self, step);
    }

    fn filter(&mut self, filter: &'a Filter) {
        self.0.push((filter.span, plan::fields_read(|fields| fields.filter(filter))));
        visit::walk_filter(self, filter);
    }

    fn expr(&mut self, expr: &'a Expr) {
        if matches!(expr.kind, ExprKind::Compare { .. } | ExprKind::Not(_) | ExprKind::Call(_)) {
            self.0.push((expr.span, plan::fields_read(|fields| fields.expr(expr))));
        }
        visit::walk_expr(self, expr);
    }
}

/// The parts of a step that let the event through (`held`) or did not.
pub(super) fn step(step: &Step, held: bool, log: &Log) -> Vec<Reason> {
    match &step.kind {
        StepKind::Filter(part) | StepKind::Where(part) => filter(part, held, log),
        StepKind::Case(_) | StepKind::Match { .. } | StepKind::AnyOf(_) => {
            attempts(step, log).into_iter().flat_map(|attempt| attempt.reasons).collect()
        }
        StepKind::Assign { value, .. } => decisions(value, log),
        _ => log.last(step.span).map(|_| leaf(step.span, log)).into_iter().collect(),
    }
}

/// What decided which value an expression has: the conditions of its `if()` and `case`, as far as they were asked.
fn decisions(expr: &Expr, log: &Log) -> Vec<Reason> {
    let mut found = Vec::new();
    decide(expr, log, &mut found);
    found
}

fn decide(expr: &Expr, log: &Log, found: &mut Vec<Reason>) {
    match &expr.kind {
        ExprKind::Arithmetic { left, right, .. } | ExprKind::Coalesce(left, right) => {
            decide(left, log, found);
            decide(right, log, found);
        }
        ExprKind::Group(inner) | ExprKind::Minus(inner) => decide(inner, log, found),
        ExprKind::Case(arms) => {
            for (condition, value) in arms {
                let held = result(condition, log) == Some(true);
                found.extend(filter(condition, held, log));
                if held {
                    return decide(value, log, found);
                }
            }
        }
        ExprKind::Call(call) if call.function.eq_ignore_ascii_case("if") => {
            let argument = |name: &str| {
                let named =
                    call.arguments.iter().find(|argument| argument.name.as_ref().is_some_and(|own| own.text == name));
                named.map(|argument| &argument.value)
            };
            let first = call.arguments.iter().find(|argument| argument.name.is_none()).map(|argument| &argument.value);
            let Some(condition) = argument("condition").or(first) else { return };
            let held = value(condition, log);
            if let Some(held) = held {
                found.extend(expression(condition, held, log));
            }
            if let Some(side) = argument(if held == Some(true) { "then" } else { "else" }) {
                decide(side, log, found);
            }
        }
        _ => {}
    }
}

/// What was seen of an expression; what is no truth value does not hold.
fn value(expr: &Expr, log: &Log) -> Option<bool> {
    match &expr.kind {
        ExprKind::Group(inner) => value(inner, log),
        ExprKind::Condition(inner) => result(inner, log),
        _ => log.last(expr.span).map(|seen| seen.held == Some(true)),
    }
}

/// The parts of a filter that made it hold or not.
fn filter(part: &Filter, held: bool, log: &Log) -> Vec<Reason> {
    let seen = |part: &Filter| result(part, log);
    match &part.kind {
        FilterKind::Group(inner) => filter(inner, held, log),
        FilterKind::Not(inner) => filter(inner, !held, log),
        // The part that failed is the last one that was tried.
        FilterKind::And(parts) if !held => {
            let failed = parts.iter().find(|part| seen(part) == Some(false));
            failed.map_or_else(Vec::new, |part| filter(part, false, log))
        }
        FilterKind::Or(parts) if held => {
            let holds = parts.iter().find(|part| seen(part) == Some(true));
            holds.map_or_else(Vec::new, |part| filter(part, true, log))
        }
        FilterKind::And(parts) | FilterKind::Or(parts) => {
            parts.iter().flat_map(|part| filter(part, held, log)).collect()
        }
        FilterKind::Expression(expr) => expression(expr, held, log),
        _ => vec![leaf(part.span, log)],
    }
}

/// What was seen of a filter, which may stand in parentheses.
fn result(part: &Filter, log: &Log) -> Option<bool> {
    match &part.kind {
        FilterKind::Group(inner) => result(inner, log),
        _ => log.last(part.span)?.held,
    }
}

fn expression(expr: &Expr, held: bool, log: &Log) -> Vec<Reason> {
    match &expr.kind {
        ExprKind::Group(inner) => expression(inner, held, log),
        ExprKind::Not(inner) if log.last(inner.span).is_some() => expression(inner, !held, log),
        ExprKind::Condition(inner) => filter(inner, held, log),
        _ => vec![leaf(expr.span, log)],
    }
}

fn leaf(span: Span, log: &Log) -> Reason {
    let seen = log.last(span);
    Reason {
        span,
        held: seen.as_ref().and_then(|seen| seen.held),
        values: seen.map(|seen| seen.values).unwrap_or_default(),
    }
}

/// What became of the event in the branches of a step.
pub(super) fn attempts(step: &Step, log: &Log) -> Vec<Attempt> {
    let in_order: Vec<Attempt> = match &step.kind {
        StepKind::Case(branches) => branches.iter().map(|branch| of_branch(branch, log)).collect(),
        StepKind::AnyOf(pipelines) => pipelines.iter().map(|pipeline| of_pipeline(pipeline, log)).collect(),
        StepKind::Match { arms, .. } => arms.iter().map(|arm| of_arm(arm, log)).collect(),
        _ => Vec::new(),
    };
    in_order
}

fn of_branch(branch: &Branch, log: &Log) -> Attempt {
    of_pipeline(&branch.pipeline, log)
}

fn of_pipeline(pipeline: &Pipeline, log: &Log) -> Attempt {
    let begin = pipeline.steps.first().map_or(pipeline.span, |step| step.span);
    let end = pipeline.steps.last().map_or(begin, |step| step.span);
    let failed = pipeline.steps.iter().find(|step| !log.has_passed(step.span));
    attempt(begin.to(end), log.has_entered(begin), failed.map(|failed| (failed.span, step(failed, false, log))))
}

fn of_arm(arm: &Arm, log: &Log) -> Attempt {
    let end = arm.pipeline.steps.last().map_or(arm.guard_span, |step| step.span);
    let failed = if log.has_passed(arm.guard_span) {
        let failed = arm.pipeline.steps.iter().find(|step| !log.has_passed(step.span));
        failed.map(|failed| (failed.span, step(failed, false, log)))
    } else {
        let reasons = match arm.guard {
            Guard::Always | Guard::Error => Vec::new(),
            Guard::Pattern(_) | Guard::Call { .. } => vec![leaf(arm.guard_span, log)],
        };
        Some((arm.guard_span, reasons))
    };
    attempt(arm.guard_span.to(end), log.has_entered(arm.guard_span), failed)
}

fn attempt(span: Span, tried: bool, failed: Option<(Span, Vec<Reason>)>) -> Attempt {
    let (stopped, reasons) = failed.filter(|_| tried).map_or((None, Vec::new()), |(at, why)| (Some(at), why));
    Attempt { span, tried, taken: tried && stopped.is_none(), stopped, reasons }
}
