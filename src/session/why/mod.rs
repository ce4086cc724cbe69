//! Why an event passes a query or not: it is walked through the stages, and each of them says what it did and which
//! values decided.

mod json;
mod log;
mod reasons;
mod summary;
mod text;

use std::ops::ControlFlow;
use std::sync::Arc;

pub use summary::{Summary, summary};

use crate::ast::{Query, Step};
use crate::diagnostic::Diagnostic;
use crate::eval::walk::{Walk, Walker, Wish};
use crate::event::source::EventSource;
use crate::event::{Event, Row};
use crate::exec::Settings;
use crate::plan::{self, WatchedPlan};
use crate::source::Span;
use log::Log;

/// Which event is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The one with this number in the input, from 1.
    Number(u64),
    /// The first one with this `@id`.
    Id(String),
}

impl std::str::FromStr for Pick {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "" => Err("expected the number of an event, from 1, or its @id".to_owned()),
            text => match text.parse::<u64>() {
                Ok(0) => Err("events count from 1".to_owned()),
                Ok(number) => Ok(Self::Number(number)),
                Err(_) => Ok(Self::Id(text.to_owned())),
            },
        }
    }
}

/// The way of one event through a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The event's number in the input.
    pub number: u64,
    /// The event as it came in.
    pub event: Row,
    /// Whether it lies in the search interval.
    pub in_interval: bool,
    /// What happened at each stage that it reached.
    pub stages: Vec<StageStory>,
    /// What remains of it after the stages of the map segment; none when a stage dropped it.
    pub left: Vec<Row>,
    /// What the first aggregate makes of it.
    pub aggregate: Option<AggregateStory>,
}

/// What happened to the event at a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageStory {
    /// Where the stage stands in the query.
    pub span: Span,
    /// How many events it left: none when it dropped the event.
    pub left: usize,
    /// Fields that it made or changed: name, value before, value after.
    pub changes: Vec<(String, Option<String>, Option<String>)>,
    /// The comparisons that decided, where the stage is a filter.
    pub reasons: Vec<Reason>,
    /// The branches, where the stage has some.
    pub attempts: Vec<Attempt>,
}

/// A comparison or test that decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Where it stands in the query.
    pub span: Span,
    /// Whether it held.
    pub held: Option<bool>,
    /// The fields that it looked at, with their values; `None` for one that the event lacks.
    pub values: Vec<(String, Option<String>)>,
}

/// What became of the event in a branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Where the branch stands.
    pub span: Span,
    /// Whether the event came to it.
    pub tried: bool,
    /// Whether it was the one that let the event out.
    pub taken: bool,
    /// The step that dropped it.
    pub stopped: Option<Span>,
    /// What decided there.
    pub reasons: Vec<Reason>,
}

/// What an aggregate makes of the event.
#[derive(Clone, Debug, PartialEq)]
pub struct AggregateStory {
    /// Where the aggregate stands.
    pub span: Span,
    /// The rows that it makes of the event alone.
    pub alone: Vec<Row>,
    /// The row of all events that the event went into, where that can be told, and its number among them, from 1.
    pub row: Option<(usize, Row)>,
    /// How many rows there are.
    pub rows: usize,
    /// What the stages after it did to that row.
    pub stages: Vec<StageStory>,
    /// What the row became.
    pub left: Vec<Row>,
    /// Whether another aggregate follows, behind which rows cannot be followed.
    pub more: bool,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Trouble {
    /// The query has errors.
    Query(Vec<Diagnostic>),
    /// It failed while it ran.
    Failed(String),
    /// There is no such event; so many there are.
    NoEvent(u64),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Query(findings) => {
                let first = findings.iter().find(|finding| finding.is_error());
                formatter.write_str(first.map_or("the query has errors", |finding| finding.message.as_str()))
            }
            Self::Failed(message) => formatter.write_str(message),
            Self::NoEvent(0) => formatter.write_str("no such event: there are no events"),
            Self::NoEvent(events) => write!(formatter, "no such event; there are {events}, which count from 1"),
        }
    }
}

/// A query ready to be asked.
struct Asked {
    watched: WatchedPlan,
    log: Arc<Log>,
}

impl Asked {
    fn new(text: &str, settings: &Settings) -> Result<Self, Trouble> {
        let log = Arc::new(Log::default());
        let watched = plan::compile_watched(text, settings, log.clone()).map_err(Trouble::Query)?;
        log.know(reasons::fields_of_points(&watched.tree, &watched.points));
        Ok(Self { watched, log })
    }

    /// The step that a stage was lowered from.
    fn step(&self, span: Span) -> Option<&Step> {
        let Query { pipeline, .. } = &self.watched.tree;
        pipeline.steps.iter().find(|step| step.span == span)
    }

    /// What a stage did, from what was seen since the log was cleared.
    fn story(&self, span: Span, before: &Row, left: &[Event<'_>]) -> StageStory {
        let step = self.step(span);
        StageStory {
            span,
            left: left.len(),
            changes: left.first().map_or_else(Vec::new, |event| changes(before, &event.to_row())),
            reasons: match step {
                Some(step) if reasons::attempts(step, &self.log).is_empty() => {
                    reasons::step(step, !left.is_empty(), &self.log)
                }
                _ => Vec::new(),
            },
            attempts: step.map_or_else(Vec::new, |step| reasons::attempts(step, &self.log)),
        }
    }
}

/// Walks one event through a query.
///
/// # Errors
/// When the query cannot run, or there is no such event.
pub fn why(text: &str, settings: &Settings, source: &dyn EventSource, pick: &Pick) -> Result<Why, Trouble> {
    let asked = Asked::new(text, settings)?;
    let failed = |failure: crate::exec::context::Failure| Trouble::Failed(failure.message);
    let walk = Walk::new(&asked.watched.plan, source).map_err(failed)?;
    let pipeline = &asked.watched.plan.pipeline;
    let spans: Vec<Span> = pipeline.labels.iter().map(|label| label.span).collect();
    let mut follow = Follow::new(&asked, &spans, pick);
    walk.events(source, &mut follow).map_err(failed)?;
    let number = follow.number;
    let Some(mut why) = follow.why else { return Err(Trouble::NoEvent(number)) };
    let (Some(reduction), Some(alone)) = (&pipeline.reduce, follow.alone) else { return Ok(why) };
    let rows = walk.reduced(source).map_err(failed)?;
    let place = own_row(asked.step(reduction.label.span), &alone, &rows, &why.left);
    let mut story = AggregateStory {
        span: reduction.label.span,
        alone,
        row: place.and_then(|place| Some((place + 1, rows.get(place)?.clone()))),
        rows: rows.len(),
        stages: Vec::new(),
        left: Vec::new(),
        more: reduction.finish.reduce.is_some(),
    };
    if let Some((_, row)) = &story.row {
        let spans: Vec<Span> = reduction.finish.labels.iter().map(|label| label.span).collect();
        let mut follow = Follow::new(&asked, &spans, &Pick::Number(1));
        walk.rows(std::slice::from_ref(row), &mut follow).map_err(failed)?;
        if let Some(rest) = follow.why {
            (story.stages, story.left) = (rest.stages, rest.left);
        }
    }
    why.aggregate = Some(story);
    Ok(why)
}

/// Which of the rows of an aggregate is the one that an event went into. `alone`: what it makes of that event alone;
/// `event`: what came to it.
fn own_row(step: Option<&Step>, alone: &[Row], rows: &[Row], event: &[Row]) -> Option<usize> {
    let first = alone.first()?;
    let keys = step.map_or_else(Vec::new, group_fields);
    if !keys.is_empty() {
        return rows.iter().position(|row| keys.iter().all(|key| row.get(key) == first.get(key)));
    }
    // An aggregate that keeps events, such as sort() or head(), gives the same row again.
    let keeps_events = event.contains(first);
    rows.iter().position(|row| row == first).or((rows.len() == 1 && !keeps_events).then_some(0))
}

/// The fields by which a step groups.
fn group_fields(step: &Step) -> Vec<String> {
    use crate::ast::{ExprKind, StepKind, convert};
    let StepKind::Call { call, .. } = &step.kind else { return Vec::new() };
    if !call.function.eq_ignore_ascii_case("groupBy") {
        return Vec::new();
    }
    let by = call.arguments.iter().find(|argument| argument.name.as_ref().is_none_or(|name| name.text == "field"));
    let Some(by) = by else { return Vec::new() };
    match &by.value.kind {
        ExprKind::Array(elements) => {
            elements.iter().filter_map(|element| Some(convert::into_name(&element.value)?.text)).collect()
        }
        _ => convert::into_name(&by.value).map(|name| name.text).into_iter().collect(),
    }
}

/// Fields of a row that another one has with another value, or not at all, and the other way round.
fn changes(before: &Row, after: &Row) -> Vec<(String, Option<String>, Option<String>)> {
    let mut changes: Vec<_> = after
        .iter()
        .filter(|(name, value)| before.get(name) != Some(*value))
        .map(|(name, value)| (name.to_string(), before.get(name).map(str::to_owned), Some(value.to_owned())))
        .collect();
    let gone = before.iter().filter(|(name, _)| after.get(name).is_none());
    changes.extend(gone.map(|(name, value)| (name.to_string(), Some(value.to_owned()), None)));
    changes
}

/// Follows the event that was picked.
struct Follow<'f> {
    asked: &'f Asked,
    spans: &'f [Span],
    pick: &'f Pick,
    /// Events so far.
    number: u64,
    before: Row,
    why: Option<Why>,
    alone: Option<Vec<Row>>,
}

impl<'f> Follow<'f> {
    fn new(asked: &'f Asked, spans: &'f [Span], pick: &'f Pick) -> Self {
        Self { asked, spans, pick, number: 0, before: Row::new(), why: None, alone: None }
    }
}

impl Walker for Follow<'_> {
    fn enter(&mut self, number: u64, in_interval: bool, event: &Event<'_>) -> Wish {
        if self.why.is_some() {
            return Wish::Stop;
        }
        self.number = number;
        let is_it = match self.pick {
            Pick::Number(wanted) => *wanted == number,
            Pick::Id(wanted) => {
                let mut found = false;
                event.for_each_entered(&mut |name, value| found |= name == "@id" && value == wanted);
                found
            }
        };
        if !is_it {
            return Wish::Skip;
        }
        self.before = event.to_row();
        self.asked.log.clear();
        self.why = Some(Why {
            number,
            event: self.before.clone(),
            in_interval,
            stages: Vec::new(),
            left: Vec::new(),
            aggregate: None,
        });
        Wish::Walk
    }

    fn stage(&mut self, place: usize, left: &[Event<'_>]) -> ControlFlow<()> {
        let span = self.spans.get(place).copied().unwrap_or_default();
        let story = self.asked.story(span, &self.before, left);
        if let Some(event) = left.first() {
            self.before = event.to_row();
        }
        if let Some(why) = &mut self.why {
            why.stages.push(story);
        }
        self.asked.log.clear();
        ControlFlow::Continue(())
    }

    fn leave(&mut self, left: &[Event<'_>], rows: Option<Vec<Row>>) {
        if let Some(why) = &mut self.why {
            why.left = left.iter().map(Event::to_row).collect();
        }
        self.alone = rows;
    }
}
