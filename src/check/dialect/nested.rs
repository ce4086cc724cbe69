//! `length(lower(f))`: a value where a function takes the name of a field. It is assigned before the step.

use super::change::{Change, Form, Site};
use super::nodes;
use crate::ast::{Call, ExprKind};
use crate::exec::function::Kind;
use crate::functions;

/// The call with a field in the place of the nested call.
pub(super) fn rewrite(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    let function = functions::find(&call.function)?;
    let place = call.arguments.iter().position(|argument| {
        let parameter = match &argument.name {
            Some(name) => function.parameter(&name.text),
            None => function.unnamed(),
        };
        parameter.is_some_and(|(_, parameter)| parameter.kind == Kind::Field) && computes(&argument.value.kind)
    })?;
    let mut changed = call.clone();
    let argument = changed.arguments.get_mut(place)?;
    let span = argument.value.span;
    argument.value = nodes::field(&site.compute_before(argument.value.clone()));
    Some(
        Change::new(Form::Call(changed), span, format!("{}() takes the name of a field, not a value", call.function))
            .label("assign this to a field first")
            .help(format!("write `value := ...`, then {}(value)", call.function)),
    )
}

fn computes(kind: &ExprKind) -> bool {
    match kind {
        ExprKind::Call(call) => functions::find(&call.function).is_some_and(|function| function.roles.compute),
        ExprKind::Coalesce(..) | ExprKind::Case(_) => true,
        _ => false,
    }
}
