//! `dcount(f)`, `count(f, distinct)`, `count(distinct=f)`, `count(filter={c})`.

use super::change::{Change, Form, Place, Site};
use super::nodes;
use crate::ast::{Argument, Call, Expr, ExprKind, Filter, FilterKind, Name, Step, StepKind};

/// Names of a distinct count elsewhere (language notes 16.4).
pub(super) const DISTINCT_NAMES: &[&str] = &["dcount", "countdistinct", "uniquecount"];

/// `distinct=true`, as if written behind the field.
fn distinct(after: &Expr) -> Argument {
    nodes::named("distinct", Expr { kind: ExprKind::Boolean(true), span: after.span })
}

/// `dcount(f)` and its kin.
pub(super) fn distinct_function(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let mut arguments = Vec::new();
    for argument in &call.arguments {
        if argument.name.is_none() || nodes::is_named(argument, "field") {
            arguments.push(nodes::named("field", argument.value.clone()));
            arguments.push(distinct(&argument.value));
        } else {
            arguments.push(argument.clone());
        }
    }
    let changed = nodes::call(call, "count", arguments);
    Some(
        Change::new(Form::Call(changed), call.function_span, format!("LogScale has no function {}()", call.function))
            .label("different values are counted by count(field=f, distinct=true)")
            .fix("call count()"),
    )
}

/// `count(f, distinct)`, `count(distinct=f)`.
pub(super) fn distinct_argument(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let word = |value: &Expr| matches!(&value.kind, ExprKind::Word { text, .. } if text == "distinct");
    let mut changed = call.clone();
    let place = call.arguments.iter().enumerate().position(|(place, argument)| match &argument.name {
        None => place > 0 && word(&argument.value),
        Some(name) => name.text == "distinct" && matches!(argument.value.kind, ExprKind::Word { pattern: false, .. }),
    })?;
    let argument = changed.arguments.get_mut(place)?;
    let span = argument.name.as_ref().map_or(argument.value.span, |name| name.span.to(argument.value.span));
    if argument.name.is_none() {
        *argument = distinct(&argument.value);
    } else if nodes::unnamed_values(call).next().is_some() || nodes::argument(call, "field").is_some() {
        return None;
    } else {
        let value = argument.value.clone();
        *argument = nodes::named("field", value.clone());
        changed.arguments.insert(place + 1, distinct(&value));
    }
    Some(
        Change::new(Form::Call(changed), span, "the parameter distinct of count() is true or false")
            .label("different values are counted by count(field=f, distinct=true)"),
    )
}

/// `count(filter={c})`: the filter, then the count.
pub(super) fn filter(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    let place = call.arguments.iter().position(|argument| nodes::is_named(argument, "filter"))?;
    let mut changed = call.clone();
    let condition = changed.arguments.remove(place);
    let span = condition.name.as_ref().map_or(condition.value.span, |name| name.span.to(condition.value.span));
    let mut steps = match condition.value.kind {
        ExprKind::Subquery(pipeline) => pipeline.steps.into_iter().map(|step: Step| step.kind).collect(),
        ExprKind::Condition(filter) => vec![StepKind::Where(*filter)],
        ExprKind::Call(call) => vec![StepKind::Call { negated: false, call }],
        ExprKind::Compare { .. } => {
            let filter = Filter { kind: FilterKind::Expression(Box::new(condition.value)), span };
            vec![StepKind::Where(filter)]
        }
        _ => return None,
    };
    steps.push(assigned(changed, site.place));
    Some(
        Change::new(Form::Steps(steps), span, "count() has no parameter filter")
            .label("a filter goes before the count: `{ filter | count() }` in a list of functions"),
    )
}

/// The call as a step; an assigned one keeps its target.
pub(super) fn assigned(call: Call, place: &Place) -> StepKind {
    match place {
        Place::Assigned(target) => assignment(target, call),
        _ => StepKind::Call { negated: false, call },
    }
}

fn assignment(target: &Name, call: Call) -> StepKind {
    let span = call.span;
    StepKind::Assign { target: target.clone(), value: Expr { kind: ExprKind::Call(call), span }, statement: false }
}
