//! `if(a and b, x, y)` as `if(a, then=if(b, then=x, else=y), else=y)`: every condition stands where LogScale documents one
//! (language notes 16.3, 16.5).

use super::step::if_parts;
use super::{condition_as_expr, official_expr};
use crate::ast::{Call, Expr, ExprKind, Filter, FilterKind};

/// More calls than this are longer to read than a condition that is a value.
const MOST: usize = 12;

/// The call with `and`, `or` and `not` of its condition as nested calls. `None` when it has none of them, when its values
/// are more than a word or a number, so that repeating them would bury the query, or when a test has no official form.
pub fn nested_if(call: &Call) -> Option<String> {
    let (condition, then, other) = if_parts(call)?;
    if !is_joined(condition) || !is_short(then) || !is_short(other) || size(condition, 0, 0) > MOST {
        return None;
    }
    nest(condition, &official_expr(then)?, &official_expr(other)?)
}

fn is_joined(condition: &Filter) -> bool {
    match &condition.kind {
        FilterKind::And(_) | FilterKind::Or(_) | FilterKind::Not(_) => true,
        FilterKind::Group(inner) => is_joined(inner),
        _ => false,
    }
}

fn is_short(value: &Expr) -> bool {
    matches!(
        value.kind,
        ExprKind::Word { .. } | ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Boolean(_) | ExprKind::Parameter(_)
    )
}

/// How many calls it takes when the values take so many.
fn size(condition: &Filter, then: usize, other: usize) -> usize {
    match &condition.kind {
        FilterKind::And(parts) => parts.iter().rev().fold(then, |then, part| size(part, then, other)),
        FilterKind::Or(parts) => parts.iter().rev().fold(other, |other, part| size(part, then, other)),
        FilterKind::Not(inner) => size(inner, other, then),
        FilterKind::Group(inner) => size(inner, then, other),
        _ => 1_usize.saturating_add(then).saturating_add(other),
    }
}

fn nest(condition: &Filter, then: &str, other: &str) -> Option<String> {
    match &condition.kind {
        FilterKind::And(parts) => parts.iter().rev().try_fold(then.to_owned(), |then, part| nest(part, &then, other)),
        FilterKind::Or(parts) => parts.iter().rev().try_fold(other.to_owned(), |other, part| nest(part, then, &other)),
        // A condition does not hold where it is null, so turning the values round is what `not` of a filter means.
        FilterKind::Not(inner) => nest(inner, other, then),
        FilterKind::Group(inner) => nest(inner, then, other),
        _ => Some(format!("if({}, then={then}, else={other})", condition_as_expr(condition)?)),
    }
}
