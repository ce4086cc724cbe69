//! `format("%s %s", a, if(...))`: values by their places, where `format()` takes names of fields.

use super::change::{Change, Form, Site};
use super::nodes;
use crate::ast::{Argument, Call, ExprKind};

/// The values as `field=[...]`; what is computed is assigned to a field before.
pub(super) fn values(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    if nodes::argument(call, "field").is_some() {
        return None;
    }
    let format_given = nodes::argument(call, "format").is_some();
    let mut unnamed = nodes::unnamed_values(call).skip(usize::from(!format_given)).peekable();
    let first = unnamed.peek()?.span;
    let refused = |value: &ExprKind| {
        matches!(value, ExprKind::Error | ExprKind::Subquery(_) | ExprKind::Named(_) | ExprKind::Regex(_))
    };
    if nodes::unnamed_values(call).any(|value| refused(&value.kind)) {
        return None;
    }
    let mut span = first;
    let mut fields = Vec::new();
    for value in unnamed {
        span = first.to(value.span);
        match &value.kind {
            ExprKind::Word { pattern: false, .. } => fields.push(value.clone()),
            ExprKind::Array(elements) => fields.extend(elements.iter().map(|element| element.value.clone())),
            _ => fields.push(nodes::field(&site.compute_before(value.clone()))),
        }
    }
    let mut arguments: Vec<Argument> = Vec::new();
    let mut seen = format_given;
    for argument in &call.arguments {
        if argument.name.is_some() || !seen {
            arguments.push(argument.clone());
            seen |= argument.name.is_none();
        }
    }
    let place = if format_given { arguments.len() } else { 1 };
    arguments.insert(place.min(arguments.len()), nodes::named("field", nodes::list(fields, span)));
    Some(
        Change::new(
            Form::Call(nodes::call(call, &call.function, arguments)),
            span,
            "format() takes its values as field=[...]",
        )
        .label("these are names of fields; assign what is computed before")
        .help("assign the values to fields, then format(\"...\", field=[a, b])"),
    )
}
