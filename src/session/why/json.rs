//! The way of an event, and the summary of all, as JSON for other programs.

use serde_json::{Map, Value, json};

use super::{AggregateStory, Attempt, Reason, StageStory, Summary, Why};
use crate::event::Row;
use crate::source::{SourceFile, Span};

impl Why {
    /// As one JSON object.
    pub fn json(&self, source: &SourceFile) -> Value {
        json!({
            "event": self.number,
            "fields": row(&self.event),
            "in_interval": self.in_interval,
            "passed": !self.left.is_empty(),
            "stages": stages(&self.stages, source),
            "rows": self.left.iter().map(row).collect::<Vec<_>>(),
            "aggregate": self.aggregate.as_ref().map(|story| aggregate(story, source)),
        })
    }
}

impl Summary {
    /// As one JSON object.
    pub fn json(&self, source: &SourceFile) -> Value {
        let stages: Vec<Value> = self
            .stages
            .iter()
            .map(|stage| {
                let example = stage.example.as_ref().map(|(number, story)| {
                    json!({"event": number, "reasons": reasons(&story.reasons, source),
                           "branches": attempts(&story.attempts, source)})
                });
                let mut value = place(stage.span, source);
                value.insert("came".to_owned(), stage.came.into());
                value.insert("dropped".to_owned(), stage.dropped.into());
                value.insert("example".to_owned(), example.unwrap_or(Value::Null));
                Value::Object(value)
            })
            .collect();
        json!({"events": self.events, "outside_interval": self.outside, "stages": stages, "passed": self.passed})
    }
}

fn row(row: &Row) -> Value {
    Value::Object(row.iter().map(|(name, value)| (name.to_string(), value.into())).collect())
}

/// Where a part stands, and its text.
fn place(span: Span, source: &SourceFile) -> Map<String, Value> {
    let position = source.lines().position(span.start());
    let mut value = Map::new();
    value.insert("line".to_owned(), position.line.into());
    value.insert("column".to_owned(), position.column.into());
    value.insert("text".to_owned(), span.of(&source.text).into());
    value
}

fn stages(stages: &[StageStory], source: &SourceFile) -> Vec<Value> {
    let stage = |story: &StageStory| {
        let mut value = place(story.span, source);
        let changes: Vec<Value> = story
            .changes
            .iter()
            .map(|(name, before, after)| json!({"field": name, "before": before, "after": after}))
            .collect();
        value.insert("passed".to_owned(), (story.left > 0).into());
        value.insert("events".to_owned(), story.left.into());
        value.insert("changes".to_owned(), changes.into());
        value.insert("reasons".to_owned(), reasons(&story.reasons, source).into());
        value.insert("branches".to_owned(), attempts(&story.attempts, source).into());
        Value::Object(value)
    };
    stages.iter().map(stage).collect()
}

fn reasons(reasons: &[Reason], source: &SourceFile) -> Vec<Value> {
    let reason = |reason: &Reason| {
        let mut value = place(reason.span, source);
        let found: Map<String, Value> =
            reason.values.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
        value.insert("held".to_owned(), reason.held.into());
        value.insert("found".to_owned(), found.into());
        Value::Object(value)
    };
    reasons.iter().map(reason).collect()
}

fn attempts(attempts: &[Attempt], source: &SourceFile) -> Vec<Value> {
    let attempt = |attempt: &Attempt| {
        let mut value = place(attempt.span, source);
        value.insert("tried".to_owned(), attempt.tried.into());
        value.insert("taken".to_owned(), attempt.taken.into());
        value.insert("stopped_at".to_owned(), attempt.stopped.map(|span| span.of(&source.text)).into());
        value.insert("reasons".to_owned(), reasons(&attempt.reasons, source).into());
        Value::Object(value)
    };
    attempts.iter().map(attempt).collect()
}

fn aggregate(story: &AggregateStory, source: &SourceFile) -> Value {
    let mut value = place(story.span, source);
    value.insert("alone".to_owned(), story.alone.iter().map(row).collect());
    value.insert("row_number".to_owned(), story.row.as_ref().map(|(number, _)| *number).into());
    value.insert("row".to_owned(), story.row.as_ref().map_or(Value::Null, |(_, found)| row(found)));
    value.insert("rows".to_owned(), story.rows.into());
    value.insert("stages".to_owned(), stages(&story.stages, source).into());
    value.insert("results".to_owned(), story.left.iter().map(row).collect());
    Value::Object(value)
}
