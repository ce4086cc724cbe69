//! `sort()` and `table()` without a limit keep 200 rows.

use super::Context;
use super::survey::{CallSite, Use};
use crate::ast::{Call, ExprKind, Pipeline, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::source::Span;

lint! {
    "default-limit" Warning Correctness,
    what: "sort() or table() without a limit keeps 200 rows and drops the rest.",
    why: "What is cut off may be the one row that matters, and LogScale shows no more than a small note about it. A limit that is written is a limit that was thought about.",
    example: "groupBy(host) | sort(_count)",
    instead: "groupBy(host) | sort(_count, limit=20000)",
}

/// The limit when none is given (functions-sort.html, functions-table.html).
const DEFAULT: u64 = 200;

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.pipelines {
        for (place, step) in site.pipeline.steps.iter().enumerate() {
            let StepKind::Call { call, .. } = &step.kind else { continue };
            let Some(call) = find(context, call) else { continue };
            let name = match call.function {
                Some(function) if matches!(function.name, "sort" | "table") => function.name,
                _ => continue,
            };
            let next = site.pipeline.steps.get(place + 1);
            if call.argument("limit").is_some()
                || is_small(context, site.pipeline, place)
                || next.is_some_and(|next| takes_first(context, next))
            {
                continue;
            }
            // What a table cuts is at least what a reader no longer sees on the first page.
            let severity = if name == "sort" { Severity::Warning } else { Severity::Info };
            let finding = Diagnostic::new(CODE, call.call.span, format!("{name}() keeps {DEFAULT} rows"))
                .severity(severity)
                .label("without limit=, what comes after the first 200 rows is dropped");
            let end = call.call.span.end().saturating_sub(1);
            let last = call.call.span.of(context.text).trim_end_matches(')').trim_end();
            let comma = if last.ends_with(['(', ',']) { "" } else { ", " };
            findings.push(finding.fix(
                "keep all rows",
                Span::at(end),
                format!("{comma}limit=max"),
                Applicability::Unsafe,
            ));
        }
    }
}

fn find<'c, 'a>(context: &'c Context<'a>, call: &Call) -> Option<&'c CallSite<'a>> {
    context.survey.calls.iter().find(|site| site.used == Use::Step && std::ptr::eq(site.call, call))
}

/// Whether what comes before keeps no more rows than that anyway.
fn is_small(context: &Context<'_>, pipeline: &Pipeline, place: usize) -> bool {
    let before = pipeline.steps.get(..place).unwrap_or(&[]);
    for step in before.iter().rev() {
        match &step.kind {
            StepKind::Filter(_) | StepKind::Where(_) | StepKind::Case(_) | StepKind::Match { .. } => continue,
            StepKind::Stats(_) => return true,
            StepKind::Assign { value, .. } => match &value.kind {
                ExprKind::Call(call) if find(context, call).is_some_and(is_aggregate) => {
                    return find(context, call).is_some_and(few);
                }
                _ => continue,
            },
            StepKind::Call { call, .. } => match find(context, call) {
                Some(site) if is_aggregate(site) || few(site) => return few(site),
                Some(site) if site.function.is_some_and(|function| function.roles.source) => {
                    return site.is("createEvents");
                }
                Some(_) => continue,
                None => return false,
            },
            _ => return false,
        }
    }
    false
}

/// Whether the step takes no more than the first rows anyway.
fn takes_first(context: &Context<'_>, step: &Step) -> bool {
    let StepKind::Call { call, .. } = &step.kind else { return false };
    find(context, call).is_some_and(|site| site.is("head") && few(site))
}

fn is_aggregate(site: &CallSite<'_>) -> bool {
    site.function.is_some_and(|function| function.roles.aggregate)
}

/// Whether the aggregate gives few rows.
fn few(site: &CallSite<'_>) -> bool {
    let limit = site.text("limit").and_then(|text| text.parse::<u64>().ok());
    match site.function.map_or("", |function| function.name) {
        "count" | "sum" | "avg" | "min" | "max" | "stdDev" | "range" | "percentile" | "stats" | "collect" => true,
        // Their own defaults are at most 200, and have their own finding.
        "sort" | "head" | "tail" | "table" | "top" => {
            limit.is_none_or(|limit| limit <= DEFAULT) && site.text("limit").is_none_or(|text| text != "max")
        }
        "groupBy" => limit.is_some_and(|limit| limit <= DEFAULT),
        "timeChart" | "bucket" => {
            site.argument("span").is_none() && site.argument("field").is_none() && site.argument("series").is_none()
        }
        _ => false,
    }
}
