//! A condition that is the same for every event.

use super::Context;
use crate::ast::{Expr, ExprKind};
use crate::check::arguments::ArgumentValue;
use crate::diagnostic::Diagnostic;

lint! {
    "constant-condition" Warning Correctness,
    what: "A condition compares constants, so it is the same for every event.",
    why: "It keeps everything or drops everything. Often a field was meant and was put in quotes, which makes it text.",
    example: "test(\"status\" == \"500\")",
    instead: "test(status == \"500\")",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("test") || site.is("if")) {
        let parameter = if site.is("test") { "expression" } else { "condition" };
        let Some(argument) = site.argument(parameter) else { continue };
        let ArgumentValue::One(expr) = &argument.value else { continue };
        if !is_constant(expr) {
            continue;
        }
        let mut finding = Diagnostic::new(CODE, expr.span, "this condition does not depend on the event");
        if let ExprKind::Compare { left, .. } = &expr.kind
            && matches!(left.kind, ExprKind::Text(_))
        {
            finding = finding.help("a field has no quotes in an expression");
        }
        findings.push(finding);
    }
}

fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Boolean(_) => true,
        ExprKind::Group(inner) | ExprKind::Minus(inner) | ExprKind::Not(inner) => is_constant(inner),
        ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
            is_constant(left) && is_constant(right)
        }
        _ => false,
    }
}
