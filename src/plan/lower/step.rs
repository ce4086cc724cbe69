//! Steps: filters, assignments, calls, case, match, lists of aggregates.

use super::{Lowering, Position, Steps};
use crate::ast::{
    Arm, Branch as BranchNode, Element, Expr, ExprKind, Filter, FilterKind, Guard, Name, Pattern, Step, StepKind,
};
use crate::check::arguments::Surroundings;
use crate::diagnostic::{Diagnostic, codes};
use crate::exec::stage::Branch;
use crate::exec::{Aggregate, Condition, Executable, Expression, Stage, Stats};
use crate::functions;
use crate::source::Span;

impl Lowering<'_> {
    pub(super) fn step(&mut self, step: &Step, steps: &mut Steps) {
        match &step.kind {
            StepKind::Filter(filter) => self.filter_step(filter, step.span, steps),
            StepKind::Where(filter) => {
                let condition = self.condition(filter, true, steps);
                steps.stage(Stage::Filter(condition), self.label(step.span));
            }
            StepKind::Call { negated, call } => {
                self.call_step(call, *negated, Surroundings::default(), step.span, steps)
            }
            StepKind::FieldOperator { field, negated, call } => {
                let surroundings = Surroundings { field: Some(field), ..Surroundings::default() };
                self.call_step(call, *negated, surroundings, step.span, steps);
            }
            StepKind::Assign { target, value, .. } => self.assign(target, value, step.span, steps),
            StepKind::Case(branches) => {
                let branches = branches.iter().map(|branch| self.branch(branch)).collect();
                steps.stage(Stage::Case(branches), self.label(step.span));
            }
            StepKind::AnyOf(pipelines) => {
                let branches =
                    pipelines.iter().map(|pipeline| Branch::new(self.branch_stages(pipeline, None))).collect();
                steps.stage(Stage::Case(branches), self.label(step.span));
            }
            StepKind::Match { field, arms } => {
                let branches = arms.iter().map(|arm| self.arm(field, arm, steps)).collect();
                steps.stage(Stage::Case(branches), self.label(step.span));
            }
            StepKind::Stats(elements) => {
                if steps.position == Position::Branch {
                    return self.aggregate_in_branch(step.span, "stats");
                }
                let stats = self.inner_list(elements);
                steps.aggregate(Box::new(stats), self.label(step.span));
            }
            StepKind::Saved(call) => self.saved_call(call, steps),
            StepKind::Error => {}
        }
    }

    fn branch(&mut self, branch: &BranchNode) -> Branch {
        Branch::new(self.branch_stages(&branch.pipeline, None))
    }

    fn arm(&mut self, field: &Name, arm: &Arm, steps: &Steps) -> Branch {
        let guard = match &arm.guard {
            Guard::Always => Condition::Constant(true),
            // A guard that is quoted asks for the field at least (notes, 9).
            Guard::Pattern(pattern) => {
                let symbol = self.symbol(&field.text);
                self.pattern(symbol, pattern, true)
            }
            Guard::Call { negated, call } => {
                // The parser has filled in the field.
                self.call_condition(call, *negated, Surroundings::default(), true, steps)
            }
            Guard::Error => Condition::Constant(false),
        };
        let mut stages = self.guard_stages(guard, arm.guard_span);
        stages.extend(self.branch_stages(&arm.pipeline, Some(arm.guard_span)));
        Branch::new(stages)
    }

    /// A filter step. A regex that repeats gives one event for each match, so it becomes a stage of its own.
    fn filter_step(&mut self, filter: &Filter, span: Span, steps: &mut Steps) {
        if !repeats(filter) {
            let condition = self.condition(filter, true, steps);
            return steps.stage(Stage::Filter(condition), self.label(span));
        }
        match &filter.kind {
            FilterKind::Group(inner) => self.filter_step(inner, span, steps),
            FilterKind::And(parts) => parts.iter().for_each(|part| self.filter_step(part, part.span, steps)),
            FilterKind::Match { field, pattern: Pattern::Regex(regex), .. } => {
                let symbol = self.symbol(&field.text);
                if let Some(stage) = self.repeated_regex(Some(symbol), regex) {
                    steps.stage(stage, self.label(span));
                }
            }
            FilterKind::FreeText(Pattern::Regex(regex)) => {
                self.refuse_free_text(span, steps);
                if let Some(stage) = self.repeated_regex(None, regex) {
                    steps.stage(stage, self.label(span));
                }
            }
            _ => {
                let condition = self.condition(filter, true, steps);
                steps.stage(Stage::Filter(condition), self.label(span));
            }
        }
    }

    fn assign(&mut self, target: &Name, value: &Expr, span: Span, steps: &mut Steps) {
        if let ExprKind::Call(call) = &value.kind
            && let Some(function) = functions::find(&call.function)
            && (function.parameter("as").is_some() || !(function.roles.filter || function.roles.compute))
        {
            if function.parameter("as").is_none() {
                self.report(
                    Diagnostic::new(
                        codes::NO_AS_PARAMETER,
                        call.span,
                        format!("{}() has no parameter as, so its result cannot be assigned", function.name),
                    )
                    .also(target.span, "assigned here"),
                );
                return;
            }
            let surroundings = Surroundings { target: Some(target), ..Surroundings::default() };
            return self.call_step(call, false, surroundings, span, steps);
        }
        let expression = self.expression(value);
        let symbol = self.symbol(&target.text);
        steps.stage(Stage::Assign(symbol, expression), self.label(span));
    }

    pub(super) fn aggregate_list(&mut self, elements: &[Element]) -> Stats {
        let members =
            elements.iter().filter_map(|element| self.member(element.target.as_ref(), &element.value)).collect();
        let span = match (elements.first(), elements.last()) {
            (Some(first), Some(last)) => Span { start: first.value.span.start, end: last.value.span.end },
            _ => Span::default(),
        };
        self.combined(members, span)
    }

    /// A list that is no argument of its own, so that the function around it does not see its members.
    pub(super) fn inner_list(&mut self, elements: &[Element]) -> Stats {
        let outer = std::mem::replace(&mut self.in_chart, false);
        let stats = self.aggregate_list(elements);
        self.in_chart = outer;
        stats
    }

    /// Aggregates whose rows can be combined (functions-stats.html, functions-neighbor.html).
    pub(super) fn combined(&mut self, members: Vec<Box<dyn Aggregate>>, span: Span) -> Stats {
        let stats = Stats::new(members);
        if stats.multiplies_sequences() {
            self.report(
                Diagnostic::new(
                    codes::AGGREGATE_EXPECTED,
                    span,
                    "a function that gives a row for each event cannot stand beside another one with several rows",
                )
                .label("these would give every combination of their rows")
                .help("give each of them a step of its own"),
            );
        }
        stats
    }

    /// A call as a step.
    fn call_step(
        &mut self,
        call: &crate::ast::Call,
        negated: bool,
        surroundings: Surroundings<'_>,
        span: Span,
        steps: &mut Steps,
    ) {
        let Some(function) = self.function(call) else { return };
        self.check_place(function, call, steps);
        let Some((executable, output)) = self.build(function, call, negated, surroundings, true, steps.before()) else {
            // What follows is still judged as what follows an aggregate.
            if function.roles.aggregate && steps.position != Position::Branch {
                steps.aggregate(Box::new(Stats::new(Vec::new())), self.label(span));
            }
            return;
        };
        let label = self.label(span);
        match executable {
            Executable::Test(test) if !negated && test.ends_event() => steps.stage(Stage::End, label),
            Executable::Test(test) => {
                let condition = Condition::Test(test);
                let condition = if negated { Condition::Not(Box::new(condition)) } else { condition };
                let condition = self.watched_condition(condition, span);
                steps.stage(Stage::Filter(condition), label);
            }
            Executable::Compute(compute) => {
                let symbol = self.symbol(&output);
                steps.stage(Stage::Assign(symbol, Expression::Compute(compute)), label);
            }
            Executable::Transform(transform) => steps.stage(Stage::Transform(transform), label),
            Executable::Aggregate(aggregate) => {
                if steps.position == Position::Branch {
                    return self.aggregate_in_branch(span, function.name);
                }
                steps.aggregate(aggregate, label);
            }
            Executable::Source(source) => steps.source(source),
            Executable::Table(name, id) => self.tables.push((name, id)),
            Executable::Interval(start, end) => {
                if let Some(first) = self.interval.replace(span) {
                    self.report(
                        Diagnostic::new(codes::MUST_BE_FIRST, span, format!("{}() stands twice", function.name))
                            .also(first, "first here"),
                    );
                }
                self.settings.start = Some(start);
                self.settings.end = Some(end);
            }
        }
    }
}

/// Whether a regex of the filter's and-list repeats (flag `g`).
fn repeats(filter: &Filter) -> bool {
    match &filter.kind {
        FilterKind::Group(inner) => repeats(inner),
        FilterKind::And(parts) => parts.iter().any(repeats),
        FilterKind::Match { operator: crate::ast::MatchOperator::Equal, pattern: Pattern::Regex(regex), .. }
        | FilterKind::FreeText(Pattern::Regex(regex)) => regex.flags.contains('g'),
        _ => false,
    }
}
