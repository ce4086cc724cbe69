//! `match(f, /re/)`, `match("re", f)`, `match(field=f, regex=/re/)`: regex tests, where `match()` looks up in a file.

use super::change::{Change, Form, Place, Site};
use super::nodes;
use crate::ast::convert::into_name;
use crate::ast::{Call, Expr, ExprKind};

/// A regex test in the place of the call. The official `match()` has one unnamed argument and a field.
pub(super) fn rewrite(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    let (subject, regex) = parts(call, site.place)?;
    let mut arguments = vec![nodes::unnamed(regex.clone())];
    if let Some(subject) = subject {
        let name = into_name(subject).unwrap_or_else(|| site.compute_before(subject.clone()));
        arguments.push(nodes::named("field", nodes::field(&name)));
    }
    let form = Form::Call(nodes::call(call, "regex", arguments));
    Some(
        Change::new(form, call.span, "match() looks values up in a file; it does not test a regex")
            .label("a regex is tested by regex(), or by `field = /regex/`")
            .help("assign the value to a field first, then test that field")
            .fix("call regex()")
            .replacing(regex.span),
    )
}

/// The tested value and the regex.
fn parts<'c>(call: &'c Call, place: &Place) -> Option<(Option<&'c Expr>, &'c Expr)> {
    let known = |argument: &crate::ast::Argument| {
        argument.name.as_ref().is_none_or(|name| matches!(name.text.as_str(), "field" | "regex" | "pattern"))
    };
    if !call.arguments.iter().all(known) {
        return None;
    }
    let mut unnamed = nodes::unnamed_values(call);
    let field = nodes::argument(call, "field").map(|argument| &argument.value);
    let regex =
        ["regex", "pattern"].iter().find_map(|name| nodes::argument(call, name)).map(|argument| &argument.value);
    let values = (unnamed.next(), unnamed.next(), unnamed.next());
    let (subject, regex) = match (field, regex, values) {
        (Some(field), Some(regex), (None, ..)) => (Some(field), regex),
        (None, Some(regex), (Some(field), None, _)) => (Some(field), regex),
        (Some(field), None, (Some(regex), None, _)) if is_literal(regex) => (Some(field), regex),
        (None, None, (Some(first), Some(second), None)) => match (&first.kind, &second.kind) {
            (_, ExprKind::Regex(_)) => (Some(first), second),
            (ExprKind::Regex(_), _) => (Some(second), first),
            (ExprKind::Text(_), ExprKind::Text(_)) => return None,
            (ExprKind::Text(file), _) if !file.ends_with(".csv") && !file.ends_with(".json") => (Some(second), first),
            (_, ExprKind::Text(_)) => (Some(first), second),
            _ => return None,
        },
        (None, None, (Some(regex), None, _)) if *place == Place::Operator && is_literal(regex) => (None, regex),
        // `field =~ match(regex=/x/)`: the field is a named argument in front already, or given by the operator.
        (None, Some(regex), (None, ..)) if *place == Place::Operator => (None, regex),
        _ => return None,
    };
    matches!(regex.kind, ExprKind::Regex(_) | ExprKind::Text(_)).then_some((subject, regex))
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Regex(_))
}
