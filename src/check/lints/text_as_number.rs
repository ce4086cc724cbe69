//! `<` or `>` with text that is no number.

use super::Context;
use crate::ast::{CompareOperator, Expr, ExprKind};
use crate::diagnostic::Diagnostic;
use crate::value::number;

lint! {
    "text-as-number" Warning Correctness,
    what: "The operators < <= > >= compare a value with text that is no number.",
    why: "They compare numbers alone. With anything else the result is nothing: test() drops every event, and if() takes else.",
    example: "test(version > \"2.1.4\")",
    instead: "version = \"2.1.*\"",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for expr in &context.survey.expressions {
        let ExprKind::Compare { operator, left, right } = &expr.kind else { continue };
        if matches!(operator, CompareOperator::Equal | CompareOperator::NotEqual) {
            continue;
        }
        for side in [left, right] {
            if let Expr { kind: ExprKind::Text(text), span } = &**side
                && number::parse(text).is_none()
            {
                findings.push(
                    Diagnostic::new(CODE, *span, "this text is no number, so the comparison gives nothing")
                        .label(format!("{} compares numbers", operator.symbol())),
                );
            }
        }
    }
}
