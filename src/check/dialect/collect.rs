//! `collect(f, as=n)`, `n := collect(f)`, `collect(f, max=5)`, `collectDistinct(f)`.

use super::change::{Change, Form, Place, Site};
use super::nodes;
use crate::ast::convert::into_name;
use crate::ast::{Call, Expr, ExprKind, Name, StepKind};
use crate::source::Span;

/// `collectDistinct(f)`: `collect()` keeps each value once.
pub(super) fn distinct(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let changed = nodes::call(call, "collect", call.arguments.clone());
    Some(
        Change::new(Form::Call(changed), call.function_span, format!("LogScale has no function {}()", call.function))
            .label("collect() keeps each value once")
            .fix("call collect()"),
    )
}

/// `max=5` is `limit=5`.
pub(super) fn maximum(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    if nodes::argument(call, "limit").is_some() {
        return None;
    }
    let mut changed = call.clone();
    let name = changed
        .arguments
        .iter_mut()
        .filter_map(|argument| argument.name.as_mut())
        .find(|name| name.text.eq_ignore_ascii_case("max"))?;
    name.text = "limit".to_owned();
    let span = name.span;
    Some(
        Change::new(Form::Call(changed), span, "collect() has no parameter max")
            .label("its name is limit")
            .fix("write limit="),
    )
}

/// `as=n`: `collect()` writes to the field that it reads, which is then renamed.
pub(super) fn renamed(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    let place = call.arguments.iter().position(|argument| nodes::is_named(argument, "as"));
    let mut changed = call.clone();
    let (output, span): (Name, Span) = match (place, site.place) {
        (Some(place), _) => {
            let argument = changed.arguments.remove(place);
            let output = into_name(&argument.value)?;
            (output, argument.name.map_or(argument.value.span, |name| name.span.to(argument.value.span)))
        }
        (None, Place::Assigned(target)) => (target.clone(), target.span),
        _ => return None,
    };
    let field = collected(&changed)?;
    let mut steps = Vec::new();
    if field.text != output.text {
        let rename = nodes::call(
            call,
            "rename",
            vec![nodes::named("field", nodes::field(&field)), nodes::named("as", nodes::field(&output))],
        );
        steps.push(StepKind::Call { negated: false, call: rename });
    }
    steps.insert(0, StepKind::Call { negated: false, call: changed });
    Some(
        Change::new(Form::Steps(steps), span, "collect() has no parameter as")
            .label("it writes to the field that it reads; rename that")
            .fix("rename the field"),
    )
}

/// The field that is collected, where it is only one.
fn collected(call: &Call) -> Option<Name> {
    let mut fields = nodes::unnamed_values(call);
    match (fields.next(), fields.next(), nodes::argument(call, "fields")) {
        (Some(field), None, None) => only_field(field),
        (None, None, Some(argument)) => only_field(&argument.value),
        _ => None,
    }
}

/// The field of a value, alone or in a list of one.
fn only_field(value: &Expr) -> Option<Name> {
    match &value.kind {
        ExprKind::Array(elements) => match elements.as_slice() {
            [element] if element.target.is_none() => into_name(&element.value),
            _ => None,
        },
        _ => into_name(value),
    }
}
