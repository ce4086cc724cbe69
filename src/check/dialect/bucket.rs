//! `bucket(by=f)`, `bucket(1h, count(), sum(x))`.

use super::change::{Change, Form, Site};
use super::nodes;
use crate::ast::{Argument, Call, Expr, ExprKind};

/// `by=` is `field=`.
pub(super) fn by(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    if nodes::argument(call, "field").is_some() {
        return None;
    }
    let mut changed = call.clone();
    let name =
        changed.arguments.iter_mut().filter_map(|argument| argument.name.as_mut()).find(|name| name.text == "by")?;
    name.text = "field".to_owned();
    let span = name.span;
    Some(
        Change::new(Form::Call(changed), span, "bucket() has no parameter by")
            .label("its name is field")
            .fix("write field="),
    )
}

/// Aggregates without the name of their parameter.
pub(super) fn functions(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    if nodes::argument(call, "function").is_some() {
        return None;
    }
    let aggregate = |argument: &Argument| {
        argument.name.is_none()
            && matches!(argument.value.kind, ExprKind::Call(_) | ExprKind::Subquery(_) | ExprKind::Array(_))
    };
    let aggregates: Vec<Expr> =
        call.arguments.iter().filter(|argument| aggregate(argument)).map(|argument| argument.value.clone()).collect();
    let span = aggregates.first()?.span.to(aggregates.last()?.span);
    let place = call.arguments.iter().position(&aggregate)?;
    let value = match aggregates.as_slice() {
        [single] => single.clone(),
        _ => nodes::list(aggregates, span),
    };
    let mut arguments: Vec<Argument> = call.arguments.iter().filter(|argument| !aggregate(argument)).cloned().collect();
    arguments.insert(place, nodes::named("function", value));
    Some(
        Change::new(
            Form::Call(nodes::call(call, &call.function, arguments)),
            span,
            "bucket() takes its aggregates by name",
        )
        .label("one is function=f(), several are function=[f(), g()]")
        .fix("name the argument"),
    )
}
