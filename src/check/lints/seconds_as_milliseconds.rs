//! Seconds where LogScale counts in milliseconds.

use super::{Context, falcon};
use crate::ast::{ArithmeticOperator, Expr, ExprKind, FilterKind, NumberOperand};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "seconds-as-milliseconds" Warning Correctness,
    what: "A time in seconds stands where LogScale counts in milliseconds.",
    why: "@timestamp and now() are milliseconds since 1970. A number of seconds is a thousandth of the time that was meant: a point in January 1970, or a span of some milliseconds.",
    example: "test(@timestamp > now() - 3600)",
    instead: "test(@timestamp > now() - 3600000)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        if let FilterKind::Compare { field, number: NumberOperand::Literal { text, span }, .. } = &site.filter.kind
            && is_time(&field.text)
            && is_point(text)
        {
            report("lies in January 1970", text, *span, findings);
        }
    }
    for expr in &context.survey.expressions {
        match &expr.kind {
            ExprKind::Compare { left, right, .. } => {
                for (time, number) in [(left, right), (right, left)] {
                    if let ExprKind::Number(text) = &number.kind
                        && names_time(time)
                        && is_point(text)
                    {
                        report("lies in January 1970", text, number.span, findings);
                    }
                    if is_now(time) && in_seconds(number) {
                        findings.push(
                            Diagnostic::new(
                                CODE,
                                number.span,
                                "this Falcon field counts in seconds, now() in milliseconds",
                            )
                            .help("multiply the field by 1000"),
                        );
                    }
                }
            }
            ExprKind::Arithmetic { operator: ArithmeticOperator::Subtract, left, right } => {
                if let ExprKind::Number(text) = &right.kind
                    && names_time(left)
                    && is_span(text)
                {
                    {
                        let seconds = text.parse::<f64>().unwrap_or(0.0) / 1000.0;
                        report(&format!("is a span of {seconds} seconds"), text, right.span, findings);
                    }
                }
                if (is_now(left) && in_seconds(right)) || (in_seconds(left) && is_now(right)) {
                    findings.push(
                        Diagnostic::new(CODE, expr.span, "this Falcon field counts in seconds, now() in milliseconds")
                            .help("multiply the field by 1000"),
                    );
                }
            }
            _ => {}
        }
    }
}

fn report(what: &str, text: &str, span: Span, findings: &mut Vec<Diagnostic>) {
    findings.push(Diagnostic::new(CODE, span, format!("{text} {what}")).label("LogScale counts in milliseconds").fix(
        "write milliseconds",
        span,
        format!("{text}000"),
        Applicability::Unsafe,
    ));
}

fn is_time(name: &str) -> bool {
    matches!(name, "@timestamp" | "@ingesttimestamp" | "_time")
}

fn is_now(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call(call) => call.function.eq_ignore_ascii_case("now"),
        ExprKind::Group(inner) => is_now(inner),
        _ => false,
    }
}

fn names_time(expr: &Expr) -> bool {
    is_now(expr) || matches!(&expr.kind, ExprKind::Word { text, .. } if is_time(text))
}

fn in_seconds(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Word { text, .. } if falcon::SECONDS.contains(&text.as_str()))
}

/// Whether the number is a point in time of this century, in seconds.
fn is_point(text: &str) -> bool {
    text.len() == 10 && text.parse::<u64>().is_ok_and(|number| number >= 1_000_000_000)
}

/// Whether the number is a usual span, in seconds: whole minutes, up to a year.
fn is_span(text: &str) -> bool {
    text.parse::<u64>()
        .is_ok_and(|number| number >= 60 && number % 60 == 0 && number % 1000 != 0 && number <= 31_622_400)
}
