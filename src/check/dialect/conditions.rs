//! `if(f = "x", 1, 0)`, `test(a = 1)`: filters where an expression is official, and `then`, `else` without their names.

use super::change::{Change, Form, Place, Site};
use super::nodes;
use crate::ast::{Call, CompareOperator, Expr, ExprKind, Filter, FilterKind, print};
use crate::diagnostic::Edit;
use crate::functions;
use crate::source::Span;

/// The first argument as a condition, when its name is that of no parameter.
fn named_condition(call: &Call) -> Option<Filter> {
    let function = functions::find(&call.function)?;
    let argument = call.arguments.first()?;
    let field = argument.name.as_ref()?;
    if function.parameter(&field.text).is_some() {
        return None;
    }
    if let Some(filter) = argument.as_condition() {
        return Some(filter);
    }
    // `a = lower(b)`, `a = b + 1`: two values are compared.
    let span = field.span.to(argument.value.span);
    let (left, right) = (Box::new(nodes::field(field)), Box::new(argument.value.clone()));
    let kind = match argument.value.kind {
        ExprKind::Error | ExprKind::Array(_) | ExprKind::Subquery(_) | ExprKind::Named(_) => return None,
        _ => ExprKind::Compare { operator: CompareOperator::Equal, left, right },
    };
    Some(Filter { kind: FilterKind::Expression(Box::new(Expr { kind, span })), span })
}

/// `test(filter)`: the filter itself.
pub(super) fn test(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    if call.arguments.len() != 1 || *site.place == Place::Operator {
        return None;
    }
    let argument = call.arguments.first()?;
    let filter = match (&argument.name, &argument.value.kind) {
        (None, ExprKind::Condition(filter)) => Filter::clone(filter),
        _ => named_condition(call)?,
    };
    let span = filter.span;
    let kind = match filter.kind {
        FilterKind::And(_) | FilterKind::Or(_) if *site.place != Place::Step => FilterKind::Group(Box::new(filter)),
        kind => kind,
    };
    Some(
        Change::new(Form::Test(kind), span, "test() takes an expression, not a filter")
            .label("expressions have no `and`, `or`, `=`, `in` or regex")
            .help("write the filter as a step of its own, or compare values with ==")
            .fix("write the filter alone")
            .replacing(argument.value.span),
    )
}

/// `if(f = "x", ...)`: the first argument is a condition.
pub(super) fn condition(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let filter = named_condition(call)?;
    let span = filter.span;
    let text = print::condition_as_expr(&filter);
    let mut changed = call.clone();
    let first = changed.arguments.first_mut()?;
    *first = nodes::unnamed(Expr { kind: ExprKind::Condition(Box::new(filter)), span });
    Some(
        Change::new(Form::Call(changed), span, format!("{}() takes an expression, not a filter", call.function))
            .label("a single = names a parameter")
            .help("compare values with ==")
            .edits(text.map(|text| vec![Edit { span, text }])),
    )
}

/// `if(c, a, b)`: `then` and `else` by their places.
pub(super) fn positional(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let mut parameters: Vec<&str> =
        if nodes::argument(call, "condition").is_some() { vec![] } else { vec!["condition"] };
    parameters.extend(["then", "else"].into_iter().filter(|name| nodes::argument(call, name).is_none()));
    if nodes::unnamed_values(call).count() < 2 {
        return None;
    }
    let mut places = parameters.into_iter();
    let mut changed = call.clone();
    let mut span = None;
    let mut edits = Vec::new();
    for argument in changed.arguments.iter_mut().filter(|argument| argument.name.is_none()) {
        match places.next() {
            Some("condition") => {}
            Some(parameter) => {
                *argument = nodes::named(parameter, argument.value.clone());
                span = Some(span.unwrap_or(argument.value.span).to(argument.value.span));
                edits.push(Edit { span: Span::at(argument.value.span.start()), text: format!("{parameter}=") });
            }
            None => return None,
        }
    }
    let span = span?;
    Some(
        Change::new(Form::Call(changed), span, "if() takes then= and else= by name")
            .label("these arguments need their names")
            .fix("name the arguments")
            .edits(Some(edits)),
    )
}
