//! `a%4` in an expression is one name.

use super::Context;
use crate::ast::ExprKind;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "percent-in-name" Warning Correctness,
    what: "A name in an expression holds a percent sign, which was perhaps meant as an operator.",
    why: "The percent sign may stand in a field's name. Without blanks a%4 is the field of that name, which no event has.",
    example: "rest := size%4",
    instead: "rest := size % 4",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for expr in &context.survey.expressions {
        let ExprKind::Word { text, pattern: false } = &expr.kind else { continue };
        let Some((left, right)) = text.split_once('%') else { continue };
        if left.is_empty() || right.is_empty() || !right.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        findings.push(Diagnostic::new(CODE, expr.span, format!("{text} is the name of one field")).fix(
            "put blanks around the operator",
            expr.span,
            format!("{left} % {right}"),
            Applicability::Unsafe,
        ));
    }
}
