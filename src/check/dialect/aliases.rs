//! Functions of other query languages that CQL knows by another name or not as functions (language notes 16.4).

use super::change::{Change, Form, Place, Site};
use super::nodes;
use crate::ast::convert::into_name;
use crate::ast::{Argument, Call, Expr, ExprKind, FilterKind};

fn change(call: &Call, form: Form, label: &str) -> Change {
    let message = format!("LogScale has no function {}()", call.function);
    Change::new(form, call.function_span, message).label(label)
}

/// The only argument, which has no name.
fn only(call: &Call) -> Option<&Expr> {
    match call.arguments.as_slice() {
        [Argument { name: None, value }] => Some(value),
        _ => None,
    }
}

/// `toLong(x)`, `string(x)`: x itself, for texts that read as numbers are numbers. `toInt(x)` rounds down.
pub(super) fn conversion(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    let value = only(call)?;
    if matches!(site.place, Place::Step | Place::Negated | Place::Operator) {
        return None;
    }
    if !call.function.eq_ignore_ascii_case("toInt") {
        let form = Form::Value(nodes::operand(value));
        return Some(change(call, form, "values have no types: a text that reads as a number is one").doubtful());
    }
    let field = match into_name(value) {
        Some(field) => field,
        None => site.compute_before(value.clone()),
    };
    let floor = nodes::call(call, "math:floor", vec![nodes::unnamed(nodes::field(&field))]);
    Some(change(call, Form::Call(floor), "math:floor() rounds down").doubtful())
}

/// `hour(t)`.
pub(super) fn hour(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let hour = nodes::call(call, "time:hour", call.arguments.clone());
    Some(change(call, Form::Call(hour), "its name is time:hour()").fix("call time:hour()"))
}

/// `isNull(f)`, `isNotNull(f)`.
pub(super) fn is_null(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    if *site.place == Place::Operator {
        return None;
    }
    let field = into_name(only(call)?)?;
    let exists = call.function.eq_ignore_ascii_case("isNotNull");
    let label = "`field = *` asks whether the field exists, `field != *` whether it is missing";
    Some(change(call, Form::Test(FilterKind::Exists { field, exists }), label))
}

/// `cidrMatch(ip, net)`; some write the network first.
pub(super) fn cidr_match(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let [Argument { name: None, value: first }, Argument { name: None, value: second }] = call.arguments.as_slice()
    else {
        return None;
    };
    let network_first = matches!(first.kind, ExprKind::Text(_)) && !matches!(second.kind, ExprKind::Text(_));
    let (address, network) = if network_first { (second, first) } else { (first, second) };
    let arguments = vec![nodes::unnamed(address.clone()), nodes::named("subnet", network.clone())];
    let cidr = nodes::call(call, "cidr", arguments);
    Some(change(call, Form::Call(cidr), "its name is cidr()").fix("call cidr()"))
}

/// `true()`, `false()`.
pub(super) fn boolean(call: &Call, site: &mut Site<'_>) -> Option<Change> {
    if !call.arguments.is_empty() || *site.place == Place::Operator {
        return None;
    }
    let value = call.function.eq_ignore_ascii_case("true");
    let form = match site.place {
        Place::Step | Place::Negated | Place::Condition => Form::Test(FilterKind::Constant(value)),
        _ => Form::Value(ExprKind::Boolean(value)),
    };
    Some(change(call, form, "the word stands alone"))
}
