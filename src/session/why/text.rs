//! The way of an event, and the summary of all, in lines for people.

use std::fmt::Write;

use super::{AggregateStory, Reason, StageStory, Summary, Why};
use crate::diagnostic::{Label, render};
use crate::event::Row;
use crate::session::words::{beginning, counted};
use crate::source::{SourceFile, Span};

/// Characters of a stage that are shown in a list.
const STAGE: usize = 76;
/// Characters of a value that are shown.
const VALUE: usize = 120;
/// Fields of the event that are shown.
const FIELDS: usize = 8;

impl Why {
    /// The stages with what they made, and the one that dropped the event with what decided.
    pub fn text(&self, source: &SourceFile, color: bool) -> String {
        let mut text = format!("event {}: {}\n", self.number, shown(&self.event, FIELDS));
        if !self.in_interval {
            text.push_str("it lies outside the search interval, so no stage sees it\n");
            return text;
        }
        write_stages(&mut text, &self.stages, source, 1);
        let Some(last) = self.stages.last().filter(|stage| stage.left == 0) else {
            match &self.aggregate {
                None => {
                    let rows = if self.left.len() == 1 { "this row" } else { "these rows" };
                    let _ = writeln!(text, "\nthe event passes all stages; {rows} result:");
                    self.left.iter().for_each(|row| _ = writeln!(text, "  {}", whole(row)));
                }
                Some(story) => write_aggregate(&mut text, story, self.stages.len(), source, color),
            }
            return text;
        };
        text.push('\n');
        text.push_str(&dropped(last, self.stages.len(), "the event", source, color));
        for (number, name, value, made) in self.makers(last) {
            text.push('\n');
            let labels: Vec<Label> = made.reasons.iter().map(label).collect();
            let title = format!("stage {number} makes {name} {}", quoted(value));
            text.push_str(&render::marked("because", &title, &labels, &[], source, color));
        }
        text
    }

    /// The stages that decided on the values that decided at a stage: their number, and the field with its value.
    fn makers<'w>(&'w self, stage: &'w StageStory) -> Vec<(usize, &'w str, &'w str, &'w StageStory)> {
        let mut makers: Vec<(usize, &str, &str, &StageStory)> = Vec::new();
        let mut open: Vec<&StageStory> = vec![stage];
        while let Some(stage) = open.pop() {
            let reasons = stage.reasons.iter().chain(stage.attempts.iter().flat_map(|attempt| &attempt.reasons));
            for (name, _) in reasons.flat_map(|reason| &reason.values) {
                let made = self.stages.iter().enumerate().rev().find_map(|(place, made)| {
                    let (own, _, value) = made.changes.iter().find(|(changed, _, _)| changed == name)?;
                    Some((place + 1, own.as_str(), value.as_deref()?, made))
                });
                let Some(made) = made.filter(|(_, _, _, stage)| !stage.reasons.is_empty()) else { continue };
                if !makers.iter().any(|(number, _, _, _)| *number == made.0) {
                    makers.push(made);
                    open.push(made.3);
                }
            }
        }
        makers.sort_by_key(|(number, _, _, _)| std::cmp::Reverse(*number));
        makers
    }
}

impl Summary {
    /// The stages with their counts, and for each that dropped events how it dropped the first one.
    pub fn text(&self, source: &SourceFile, color: bool) -> String {
        let mut text = format!("{:>12} {:>12}  stage\n", "in", "dropped");
        for (place, stage) in self.stages.iter().enumerate() {
            let step = one_line(stage.span, source);
            let _ = writeln!(text, "{:>12} {:>12}  {:>2} {step}", stage.came, stage.dropped, place + 1);
        }
        let _ = writeln!(text, "{:>12} {:>12}  of {} pass", self.passed, "", counted(self.events, "event", "events"));
        if self.outside > 0 {
            let _ = writeln!(text, "{:>12} {:>12}  lie outside the search interval", self.outside, "");
        }
        for (place, stage) in self.stages.iter().enumerate() {
            if let Some((number, story)) = &stage.example {
                text.push('\n');
                text.push_str(&dropped(story, place + 1, &format!("event {number}"), source, color));
            }
        }
        text
    }
}

fn write_stages(text: &mut String, stages: &[StageStory], source: &SourceFile, first: usize) {
    for (place, stage) in stages.iter().enumerate() {
        let word = match stage.left {
            0 => "dropped",
            1 => "passed ",
            _ => "split  ",
        };
        let _ = writeln!(text, "{:>4} {word}  {}", place + first, one_line(stage.span, source));
        if stage.left > 1 {
            let _ = writeln!(text, "               into {} events; the first one:", stage.left);
        }
        for (name, before, after) in &stage.changes {
            let value = |value: &str| quoted(value);
            let _ = match (before, after) {
                (None, Some(after)) => writeln!(text, "               {name}: {}", value(after)),
                (Some(before), Some(after)) => {
                    writeln!(text, "               {name}: {}, before {}", value(after), value(before))
                }
                (_, None) => continue,
            };
        }
        let gone: Vec<&str> =
            stage.changes.iter().filter(|(_, _, after)| after.is_none()).map(|(name, _, _)| name.as_str()).collect();
        if !gone.is_empty() {
            let more = if gone.len() > FIELDS { format!(" and {} more", gone.len() - FIELDS) } else { String::new() };
            let names = gone.iter().take(FIELDS).copied().collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "               without {names}{more}");
        }
        for (number, attempt) in stage.attempts.iter().enumerate().filter(|(_, attempt)| attempt.taken) {
            let _ = writeln!(text, "               by branch {}: {}", number + 1, one_line(attempt.span, source));
        }
    }
}

/// The stage that dropped an event, with what decided under the text of the query.
fn dropped(stage: &StageStory, number: usize, who: &str, source: &SourceFile, color: bool) -> String {
    let mut labels: Vec<Label> = stage.reasons.iter().map(label).collect();
    let mut notes = Vec::new();
    for attempt in &stage.attempts {
        match attempt.stopped {
            Some(_) if !attempt.reasons.is_empty() => labels.extend(attempt.reasons.iter().map(label)),
            Some(at) => labels.push(Label { span: at, text: "dropped here".to_owned() }),
            None => {}
        }
    }
    if !stage.attempts.is_empty() {
        notes.push(format!("none of the {} branches let it out", stage.attempts.len()));
    }
    if labels.is_empty() {
        labels.push(Label { span: stage.span, text: "dropped here".to_owned() });
    }
    render::marked("dropped", &format!("stage {number} drops {who}"), &labels, &notes, source, color)
}

/// What a comparison found.
fn label(reason: &Reason) -> Label {
    let found: Vec<String> = reason
        .values
        .iter()
        .map(|(name, value)| match value {
            Some(value) => format!("{name} is {}", quoted(value)),
            None => format!("{name} is missing"),
        })
        .collect();
    let text = match (found.is_empty(), reason.held) {
        (false, _) => found.join(", "),
        (true, Some(true)) => "this holds".to_owned(),
        (true, _) => "this does not hold".to_owned(),
    };
    Label { span: reason.span, text }
}

fn write_aggregate(text: &mut String, story: &AggregateStory, before: usize, source: &SourceFile, color: bool) {
    let number = before + 1;
    let _ = writeln!(text, "{number:>4} takes it {}", one_line(story.span, source));
    let is_row = story.row.as_ref().is_some_and(|(_, row)| *row == *story.alone.first().unwrap_or(&Row::new()));
    match story.alone.as_slice() {
        _ if is_row => {}
        [] => text.push_str("               alone it gives no row\n"),
        [row] => _ = writeln!(text, "               alone it gives {}", whole(row)),
        [row, ..] => {
            let _ =
                writeln!(text, "               alone it gives {} rows, the first {}", story.alone.len(), whole(row));
        }
    }
    let all = counted(story.rows as u64, "row", "rows");
    let Some((place, row)) = &story.row else {
        let _ = writeln!(text, "               none of the {all} of all events can be told to be that of this event");
        return;
    };
    let _ = writeln!(text, "               it counts in row {place} of {all}: {}", whole(row));
    write_stages(text, &story.stages, source, number + 1);
    match story.stages.last().filter(|stage| stage.left == 0) {
        Some(last) => {
            text.push('\n');
            text.push_str(&dropped(last, number + story.stages.len(), "the row of the event", source, color));
        }
        None if story.more => text.push_str("\nanother aggregate follows; rows are not followed behind it\n"),
        None if story.stages.is_empty() => text.push_str("\nthe event passes all stages; that is its row\n"),
        None => {
            text.push_str("\nthe event passes all stages; its row results:\n");
            story.left.iter().for_each(|row| _ = writeln!(text, "  {}", whole(row)));
        }
    }
}

fn one_line(span: Span, source: &SourceFile) -> String {
    beginning(&crate::plan::one_line(span.of(&source.text)), STAGE)
}

fn quoted(value: &str) -> String {
    serde_json::to_string(&beginning(value, VALUE)).unwrap_or_default()
}

/// The first fields of a row.
fn shown(row: &Row, most: usize) -> String {
    // The first fields of an event are often those that say least about it.
    let of_note = |name: &str| most == usize::MAX || !(name.starts_with('@') || name == "#repo" || name == "#type");
    let fields: Vec<String> = row
        .iter()
        .filter(|(name, _)| of_note(name))
        .take(most)
        .map(|(name, value)| format!("{name}={}", quoted(value)))
        .collect();
    let more = row.len() - fields.len();
    let more =
        if more > 0 { format!(" and {}", counted(more as u64, "more field", "more fields")) } else { String::new() };
    format!("{}{more}", fields.join(" "))
}

fn whole(row: &Row) -> String {
    shown(row, usize::MAX)
}
