//! The walk along the steps.

use super::{By, Fields, Flow, Need, PipelineFlow, Read, StepFlow, Write};
use crate::ast::{
    Arm, Branch, Expr, ExprKind, Filter, FilterKind, Guard, MatchOperator, Name, Pattern, Pipeline, RegexLiteral, Step,
    StepKind,
};
use crate::check::arguments::Surroundings;
use crate::check::lints::shape;
use crate::functions;
use crate::source::Span;

#[derive(Default)]
pub(super) struct Walk<'a> {
    pub flow: Flow<'a>,
}

/// What a step does, while it is being read.
#[derive(Default)]
pub(super) struct Effect {
    pub reads: Vec<Read>,
    pub inner_reads: Vec<Read>,
    pub reads_unknown: bool,
    pub writes: Vec<Write>,
    pub removes: Vec<String>,
    pub aggregates: bool,
    /// The fields afterwards, where the step says so itself; else those before and those written.
    pub after: Option<Fields>,
    /// Whether it writes fields that nobody can name.
    pub writes_unknown: bool,
}

impl Effect {
    pub fn read(&mut self, name: &str, span: Span, need: Need) {
        if name.contains('*') {
            self.reads_unknown = true;
        } else {
            self.reads.push(Read { name: name.to_owned(), span, need });
        }
    }

    pub fn write(&mut self, name: &Name, certain: bool) {
        let Name { text, span, .. } = name;
        self.writes.push(Write { name: text.clone(), span: *span, by: By::Name, maybe: false, certain });
    }
}

/// Where a pipeline stands: the step that it is part of.
pub(super) type Parent = Option<(usize, usize)>;

impl<'a> Walk<'a> {
    /// Follows a pipeline; gives its number and the fields after it.
    pub fn pipeline(&mut self, pipeline: &'a Pipeline, start: Fields, parent: Parent) -> (usize, Fields) {
        let number = self.flow.pipelines.len();
        self.flow.pipelines.push(PipelineFlow { steps: Vec::with_capacity(pipeline.steps.len()), parent });
        let mut fields = start;
        for (place, step) in pipeline.steps.iter().enumerate() {
            let effect = self.step(step, &fields, (number, place));
            let after = match &effect.after {
                Some(after) => after.clone(),
                None if effect.writes_unknown => Fields::Open,
                None => fields.with(effect.writes.iter().map(|write| write.name.clone())),
            };
            let before = std::mem::replace(&mut fields, after.clone());
            let closes = effect.after.is_some();
            let may_add = effect.writes_unknown || (effect.aggregates && matches!(after, Fields::Open));
            let Effect { reads, inner_reads, reads_unknown, writes, removes, aggregates, .. } = effect;
            if let Some(own) = self.flow.pipelines.get_mut(number) {
                own.steps.push(StepFlow {
                    step,
                    reads,
                    inner_reads,
                    reads_unknown,
                    writes,
                    removes,
                    closes,
                    may_add,
                    aggregates,
                    before,
                    after,
                });
            }
        }
        (number, fields)
    }

    fn step(&mut self, step: &'a Step, before: &Fields, parent: (usize, usize)) -> Effect {
        let mut effect = Effect::default();
        match &step.kind {
            StepKind::Filter(filter) | StepKind::Where(filter) => self.filter(filter, true, &mut effect),
            StepKind::Call { call, .. } => {
                self.call(call, Surroundings::default(), before, parent, &mut effect, true);
            }
            StepKind::FieldOperator { field, call, .. } => {
                let surroundings = Surroundings { field: Some(field), ..Surroundings::default() };
                self.call(call, surroundings, before, parent, &mut effect, true);
            }
            StepKind::Assign { target, value, .. } => self.assign(target, value, before, parent, &mut effect),
            StepKind::Case(branches) => self.branches(branches, before, parent, &mut effect),
            StepKind::AnyOf(pipelines) => {
                let pipelines: Vec<&Pipeline> = pipelines.iter().collect();
                self.alternatives(&pipelines, before, parent, &mut effect);
            }
            StepKind::Match { field, arms } => self.arms(field, arms, before, parent, &mut effect),
            StepKind::Stats(elements) => {
                effect.aggregates = true;
                let names = self.members(elements, before, parent, &mut effect);
                effect.after = Some(names.map_or(Fields::Open, |names| Fields::closed(names, step.span)));
            }
            StepKind::Saved(_) | StepKind::Error => {
                effect.reads_unknown = true;
                effect.writes_unknown = true;
            }
        }
        effect
    }

    fn assign(
        &mut self,
        target: &'a Name,
        value: &'a Expr,
        before: &Fields,
        parent: (usize, usize),
        effect: &mut Effect,
    ) {
        if let ExprKind::Call(call) = &value.kind
            && let Some(function) = functions::find(&call.function)
            && function.parameter("as").is_some()
        {
            let surroundings = Surroundings { target: Some(target), ..Surroundings::default() };
            self.call(call, surroundings, before, parent, effect, true);
            return;
        }
        self.expression(value, effect);
        effect.write(target, is_literal(value));
    }

    fn branches(&mut self, branches: &'a [Branch], before: &Fields, parent: (usize, usize), effect: &mut Effect) {
        let pipelines: Vec<&Pipeline> = branches.iter().map(|branch| &branch.pipeline).collect();
        self.alternatives(&pipelines, before, parent, effect);
    }

    fn arms(&mut self, field: &'a Name, arms: &'a [Arm], before: &Fields, parent: (usize, usize), effect: &mut Effect) {
        effect.read(&field.text, field.span, Need::Value);
        for arm in arms {
            match &arm.guard {
                Guard::Pattern(Pattern::Regex(regex)) => captures(regex, effect),
                Guard::Call { call, .. } => {
                    self.call(call, Surroundings::default(), before, parent, effect, false);
                }
                Guard::Pattern(_) | Guard::Always | Guard::Error => {}
            }
        }
        let start = before.with(effect.writes.iter().map(|write| write.name.clone()));
        let pipelines: Vec<&Pipeline> = arms.iter().map(|arm| &arm.pipeline).collect();
        self.alternatives(&pipelines, &start, parent, effect);
    }

    /// Pipelines of which each event takes one.
    fn alternatives(
        &mut self,
        pipelines: &[&'a Pipeline],
        before: &Fields,
        parent: (usize, usize),
        effect: &mut Effect,
    ) {
        let mut after: Option<Fields> = None;
        for pipeline in pipelines {
            let (number, fields) = self.pipeline(pipeline, before.clone(), Some(parent));
            self.absorb(number, effect);
            after = Some(match after {
                None => fields,
                Some(known) => known.union(&fields),
            });
        }
        effect.after = Some(after.unwrap_or_default());
    }

    /// Takes over what an inner pipeline reads and writes.
    pub fn absorb(&mut self, number: usize, effect: &mut Effect) {
        let Some(inner) = self.flow.pipelines.get(number) else { return };
        for step in &inner.steps {
            effect.inner_reads.extend(step.all_reads().cloned());
            effect.reads_unknown |= step.reads_unknown;
            effect.writes_unknown |= step.may_add;
            effect.writes.extend(step.writes.iter().map(|write| Write { maybe: true, ..write.clone() }));
        }
    }

    /// A filter; `top`: whether named groups become fields.
    fn filter(&mut self, filter: &'a Filter, top: bool, effect: &mut Effect) {
        match &filter.kind {
            FilterKind::And(parts) => parts.iter().for_each(|part| self.filter(part, top, effect)),
            FilterKind::Or(parts) => parts.iter().for_each(|part| self.filter(part, false, effect)),
            FilterKind::Not(inner) => self.filter(inner, false, effect),
            FilterKind::Group(inner) => self.filter(inner, top, effect),
            FilterKind::Match { field, operator, pattern } => {
                let absent = *operator == MatchOperator::NotEqual;
                effect.read(&field.text, field.span, if absent { Need::Perhaps } else { Need::Value });
                if let Pattern::Regex(regex) = pattern
                    && top
                    && !absent
                {
                    captures(regex, effect);
                }
            }
            FilterKind::Compare { field, .. } => effect.read(&field.text, field.span, Need::Value),
            FilterKind::Exists { field, exists } => {
                effect.read(&field.text, field.span, if *exists { Need::Value } else { Need::Perhaps });
            }
            FilterKind::Link { left, .. } => {
                effect.read(&left.text, left.span, Need::Perhaps);
                effect.reads_unknown = true;
            }
            FilterKind::FreeText(Pattern::Regex(regex)) if top => captures(regex, effect),
            FilterKind::Call(call) => {
                self.call(
                    call,
                    Surroundings { value: true, ..Surroundings::default() },
                    &Fields::Open,
                    (0, 0),
                    effect,
                    false,
                );
            }
            FilterKind::Expression(expr) => self.expression(expr, effect),
            FilterKind::MatchExpression { left, pattern, .. } => {
                self.expression(left, effect);
                if let Pattern::Regex(regex) = pattern
                    && top
                {
                    captures(regex, effect);
                }
            }
            FilterKind::In { left, .. } => self.expression(left, effect),
            FilterKind::FreeText(_) | FilterKind::Constant(_) | FilterKind::Error => {}
        }
    }

    /// An expression and the fields that it reads.
    pub fn expression(&mut self, expr: &'a Expr, effect: &mut Effect) {
        match &expr.kind {
            ExprKind::Word { text, pattern } => {
                if *pattern {
                    // Only a text parameter takes such a word.
                } else {
                    effect.read(text, expr.span, Need::Value);
                }
            }
            ExprKind::Arithmetic { left, right, .. } | ExprKind::Compare { left, right, .. } => {
                self.expression(left, effect);
                self.expression(right, effect);
            }
            ExprKind::Coalesce(left, right) => {
                let first = effect.reads.len();
                self.expression(left, effect);
                self.expression(right, effect);
                effect.reads.iter_mut().skip(first).for_each(|read| read.need = Need::Perhaps);
            }
            ExprKind::Minus(inner) | ExprKind::Not(inner) | ExprKind::Group(inner) => self.expression(inner, effect),
            ExprKind::Call(call) => {
                let surroundings = Surroundings { value: true, ..Surroundings::default() };
                self.call(call, surroundings, &Fields::Open, (0, 0), effect, false);
            }
            ExprKind::Array(elements) => elements.iter().for_each(|element| self.expression(&element.value, effect)),
            ExprKind::Condition(filter) => self.filter(filter, false, effect),
            ExprKind::Case(arms) => {
                for (condition, value) in arms {
                    self.filter(condition, false, effect);
                    self.expression(value, effect);
                }
            }
            ExprKind::Subquery(pipeline) => {
                let (number, _) = self.pipeline(pipeline, Fields::Open, None);
                self.absorb(number, effect);
                effect.reads_unknown = true;
                effect.writes_unknown = true;
            }
            ExprKind::Named(_) => {
                effect.reads_unknown = true;
                effect.writes_unknown = true;
            }
            ExprKind::Number(_)
            | ExprKind::Text(_)
            | ExprKind::Boolean(_)
            | ExprKind::Parameter(_)
            | ExprKind::Regex(_)
            | ExprKind::Error => {}
        }
    }
}

/// The fields that a regex literal makes.
fn captures(regex: &RegexLiteral, effect: &mut Effect) {
    captured(&regex.source, Some(regex), regex.span, effect);
}

/// The fields that the named groups of a regex make.
pub(super) fn captured(source: &str, literal: Option<&RegexLiteral>, span: Span, effect: &mut Effect) {
    if !source.contains("(?<") && !source.contains("(?P<") {
        return;
    }
    match shape::parse(source) {
        Some(shape) => {
            for (name, range) in shape::names(&shape) {
                let place = literal.map_or(span, |literal| {
                    let start = literal.source_start as usize;
                    Span::new(start + range.start, start + range.end)
                });
                effect.writes.push(Write { name, span: place, by: By::Capture, maybe: false, certain: false });
            }
        }
        None => effect.writes_unknown = true,
    }
}

/// Whether a value is the same whatever the event.
pub(super) fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Boolean(_) => true,
        ExprKind::Group(inner) | ExprKind::Minus(inner) => is_literal(inner),
        _ => false,
    }
}
