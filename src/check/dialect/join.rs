//! `a + " " + b`: `+` adds numbers and never joins texts. The meaning stays (null); the report shows `format()`.

use crate::ast::{ArithmeticOperator, Expr, ExprKind, print};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::value::number;

/// A report when texts and fields are added.
pub(super) fn report(expr: &Expr) -> Option<Diagnostic> {
    let mut operands = Vec::new();
    flatten(expr, &mut operands);
    let text = |operand: &&Expr| matches!(&operand.kind, ExprKind::Text(text) if number::parse(text).is_none());
    let joined = operands.iter().find(|operand| text(operand))?;
    // Two constants are no attempt to join what the events hold.
    if operands.iter().all(text) {
        return None;
    }
    let diagnostic = Diagnostic::new(codes::ADDED_TEXT, expr.span, "`+` does not join texts")
        .label("adding a text gives null, so nothing is set")
        .also(joined.span, "not a number");
    Some(match format(&operands) {
        Some(call) => diagnostic.fix("join with format()", expr.span, call, Applicability::Unsafe),
        None => diagnostic.help("join texts with format(\"%s%s\", field=[a, b])"),
    })
}

/// The operands of a chain of `+`, from the left.
fn flatten<'e>(expr: &'e Expr, operands: &mut Vec<&'e Expr>) {
    match &expr.kind {
        ExprKind::Arithmetic { operator: ArithmeticOperator::Add, left, right } => {
            flatten(left, operands);
            flatten(right, operands);
        }
        ExprKind::Group(inner) => flatten(inner, operands),
        _ => operands.push(expr),
    }
}

/// `format("%s-%s", field=[a, b])`; none when an operand is neither a text nor a field.
fn format(operands: &[&Expr]) -> Option<String> {
    let mut format = String::new();
    let mut fields = Vec::new();
    for operand in operands {
        match &operand.kind {
            ExprKind::Text(text) | ExprKind::Number(text) => format.push_str(&text.replace('%', "%%")),
            ExprKind::Word { pattern: false, .. } => {
                format.push_str("%s");
                fields.push(print::expr(operand));
            }
            _ => return None,
        }
    }
    Some(format!("format({}, field=[{}])", print::quote(&format), fields.join(", ")))
}
