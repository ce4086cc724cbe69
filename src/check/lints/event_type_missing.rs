//! A query over Falcon events that does not say which.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

lint! {
    "event-type-missing" Info Performance,
    what: "The query uses Falcon fields but names no event type with #event_simpleName.",
    why: "The tag decides which part of the data is read at all. Without it every event of every sensor is looked at, and fields that several event types share mix.",
    example: "event_platform = Win | ParentBaseFileName = /^winword\\.exe$/i",
    instead: "#event_simpleName = ProcessRollup2 event_platform = Win | ParentBaseFileName = /^winword\\.exe$/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !context.falcon {
        return;
    }
    let reads = context.flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps).flat_map(|step| &step.reads);
    let mut names = reads.map(|read| read.name.as_str());
    if names.any(|name| matches!(name, "#event_simpleName" | "event_simpleName" | "name" | "ExternalApiType")) {
        return;
    }
    let special = context
        .survey
        .calls
        .iter()
        .any(|site| site.function.is_some_and(|function| function.roles.source || function.name == "defineTable"));
    let saved = context.query.pipeline.steps.iter().any(|step| matches!(step.kind, crate::ast::StepKind::Saved(_)));
    let Some(first) = context.query.pipeline.steps.first().filter(|_| !special && !saved) else { return };
    let end = first.span.of(context.text).lines().next().map_or(0, str::len);
    findings.push(
        Diagnostic::new(CODE, Span::new(first.span.start(), first.span.start() + end), "no event type is named")
            .label("every Falcon event is looked at")
            .help("begin with #event_simpleName = ProcessRollup2, or whichever events are meant"),
    );
}
