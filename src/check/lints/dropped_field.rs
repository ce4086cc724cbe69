//! A field is used after a step that left only others.

use super::Context;
use crate::check::flow::{Fields, Need, PipelineFlow};
use crate::diagnostic::{Applicability, Diagnostic, suggest};
use crate::source::Span;

lint! {
    "dropped-field" Warning Correctness,
    what: "A field is used after an aggregate, table() or select() that does not keep it.",
    why: "After such a step only its own fields exist. A test of another field drops everything, and a column of it stays empty.",
    example: "groupBy(host) | status = 500",
    instead: "status = 500 | groupBy(host)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for pipeline in &context.flow.pipelines {
        removed(pipeline, findings);
        for step in &pipeline.steps {
            let Fields::Closed(closed) = &step.before else { continue };
            let mut reported: Vec<&str> = Vec::new();
            for read in &step.reads {
                let own = step.writes.iter().any(|write| write.name == read.name && write.span.start < read.span.start);
                if read.need != Need::Value
                    || step.before.may_have(&read.name)
                    || own
                    || reported.contains(&read.name.as_str())
                {
                    continue;
                }
                // A number where a field may stand is most often a value.
                if read.name.parse::<f64>().is_ok() {
                    continue;
                }
                reported.push(&read.name);
                let mut finding = Diagnostic::new(CODE, read.span, format!("there is no field {} here", read.name))
                    .label("no event has it any more")
                    .also(closed.by, format!("this step leaves only {}", list(closed.names().iter())));
                let names = closed.names();
                let names = names.iter().map(String::as_str);
                if let Some(near) = suggest::closest(&read.name, names).filter(|_| read.name.len() > 2) {
                    finding = finding.fix(format!("did you mean {near}?"), read.span, near, Applicability::Unsafe);
                } else {
                    finding = finding.help("use it before that step, or have the step keep it");
                }
                findings.push(finding);
            }
        }
    }
}

/// Reads of fields that drop() or rename() took away before, among fields that are otherwise open.
fn removed(pipeline: &PipelineFlow<'_>, findings: &mut Vec<Diagnostic>) {
    let mut gone: Vec<(&str, Span)> = Vec::new();
    for step in &pipeline.steps {
        if matches!(step.before, Fields::Open) {
            for read in step.reads.iter().filter(|read| read.need == Need::Value) {
                if let Some((name, by)) = gone.iter().find(|(name, _)| *name == read.name) {
                    findings.push(
                        Diagnostic::new(CODE, read.span, format!("there is no field {name} here"))
                            .label("no event has it any more")
                            .also(*by, "this step takes it away"),
                    );
                }
            }
        }
        if step.may_add || step.reads_unknown {
            gone.clear();
        }
        gone.retain(|(name, _)| !step.writes.iter().any(|write| write.name == *name));
        gone.extend(step.removes.iter().map(|name| (name.as_str(), step.step.span)));
    }
}

fn list<'n>(names: impl Iterator<Item = &'n String>) -> String {
    let names: Vec<&str> = names.map(String::as_str).collect();
    match names.as_slice() {
        [] => "nothing".to_owned(),
        _ if names.len() > 8 => {
            format!("{} and {} more", names.iter().take(6).copied().collect::<Vec<_>>().join(", "), names.len() - 6)
        }
        _ => names.join(", "),
    }
}
