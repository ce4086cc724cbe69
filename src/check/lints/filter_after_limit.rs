//! A filter behind `head()`, `tail()` or a limited `sort()`.

use super::{Context, edit};
use crate::ast::StepKind;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Severity};

lint! {
    "filter-after-limit" Warning Correctness,
    what: "A filter stands behind a step that keeps only some events.",
    why: "The limit cuts first, and the filter sees only what is left: events that would have passed it may be gone.",
    example: "sort(bytes, limit=10) | method = GET",
    instead: "method = GET | sort(bytes, limit=10)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (_, _, cut, test) in edit::neighbours(context) {
        let (StepKind::Call { call, .. }, StepKind::Filter(_)) = (&cut.kind, &test.kind) else { continue };
        let Some(site) = context.survey.calls.iter().find(|site| std::ptr::eq(site.call, call)) else { continue };
        let name = match site.function {
            Some(function) if matches!(function.name, "sort" | "head" | "tail") => function.name,
            _ => continue,
        };
        let limit = site.text("limit");
        if limit.as_deref() == Some("max") {
            continue;
        }
        // Whoever writes a limit knows that it cuts; `head()` is also how a sample is taken.
        let severity = if limit.is_some() || name != "sort" { Severity::Info } else { Severity::Warning };
        let shown = limit.as_deref().unwrap_or("200");
        let finding =
            Diagnostic::new(CODE, test.span, format!("this filter sees the {shown} events that {name}() keeps"))
                .severity(severity)
                .also(call.function_span, "the others are dropped here");
        let swap = vec![
            Edit { span: cut.span, text: test.span.of(context.text).to_owned() },
            Edit { span: test.span, text: cut.span.of(context.text).to_owned() },
        ];
        findings.push(edit::with(finding, "filter first", swap, Applicability::Unsafe));
    }
}
