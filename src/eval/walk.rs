//! Walks events through the stages of a plan one stage at a time, so that someone can look at what each of them does.
//! It is the slow way, on one thread; the answer is that of a run.

use std::ops::ControlFlow;

use bumpalo::Bump;

use super::worker::{MapPass, Projections, Time, Visit};
use super::{Interval, Options, ROWS_IN_CHUNK, Report, Shared, prepare};
use crate::event::source::{EventSource, ReadRequest, RowSource};
use crate::event::{Event, Record, Row};
use crate::exec::aggregate::States;
use crate::exec::context::Failure;
use crate::exec::{Aggregate, Context, Flow, Pipeline, Stage};
use crate::plan::Plan;

/// What to do with an event that comes to the first stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Walk it through the stages.
    Walk,
    /// Leave it out.
    Skip,
    /// Leave it and all that follow.
    Stop,
}

/// Looks at events on their way.
pub trait Walker {
    /// An event comes in, counted from 1. `in_interval`: whether it lies in the search interval; if not, it is not walked.
    fn enter(&mut self, number: u64, in_interval: bool, event: &Event<'_>) -> Wish;

    /// A stage, counted from 0, was applied: what it left of the event, nothing when it dropped it. Says whether the walk
    /// of this event goes on.
    fn stage(&mut self, place: usize, left: &[Event<'_>]) -> ControlFlow<()>;

    /// The event has passed all stages before the first aggregate, if there is one; then `rows` are those that the
    /// aggregate makes of it alone.
    fn leave(&mut self, left: &[Event<'_>], rows: Option<Vec<Row>>);
}

/// A plan that events can be walked through, with the results of its subqueries.
pub struct Walk<'p> {
    plan: &'p Plan,
    shared: Shared,
}

impl<'p> Walk<'p> {
    /// Runs the subqueries.
    ///
    /// # Errors
    /// When one of them fails.
    pub fn new(plan: &'p Plan, source: &dyn EventSource) -> Result<Self, Failure> {
        // Checked to its end, a record that breaks somewhere is no event here, as it is no result of a run.
        let options = Options { strict: true, ..Options::default() };
        let shared = prepare(plan, source, &options, &mut Report::default())?;
        Ok(Self { plan, shared })
    }

    /// Walks the events of the source.
    ///
    /// # Errors
    /// When the query fails.
    pub fn events(&self, source: &dyn EventSource, walker: &mut dyn Walker) -> Result<(), Failure> {
        let context = self.shared.context();
        self.pass(source, &context, &mut |number, in_interval, event, context| {
            match walker.enter(number, in_interval, &event) {
                Wish::Stop => return ControlFlow::Break(()),
                Wish::Walk if in_interval => walk_event(&self.plan.pipeline, event, context, walker),
                Wish::Walk | Wish::Skip => {}
            }
            ControlFlow::Continue(())
        })?;
        finished(context)
    }

    /// The rows of the first aggregate, before anything else happens to them; none without one.
    ///
    /// # Errors
    /// When the query fails.
    pub fn reduced(&self, source: &dyn EventSource) -> Result<Vec<Row>, Failure> {
        let Some(reduction) = &self.plan.pipeline.reduce else { return Ok(Vec::new()) };
        let context = self.shared.context();
        let mut states = reduction.aggregate.start();
        self.pass(source, &context, &mut |_, in_interval, event, context| {
            if in_interval {
                let (left, _) = walked(&self.plan.pipeline.map, event, context, &mut |_, _| ControlFlow::Continue(()));
                add(&*reduction.aggregate, &mut *states, left, context);
            }
            ControlFlow::Continue(())
        })?;
        let rows = reduction.aggregate.finish(&mut *states, 0, &context);
        finished(context).map(|()| rows)
    }

    /// Walks rows through what comes after the first aggregate, up to the next one.
    ///
    /// # Errors
    /// When the query fails.
    pub fn rows(&self, rows: &[Row], walker: &mut dyn Walker) -> Result<(), Failure> {
        let Some(reduction) = &self.plan.pipeline.reduce else { return Ok(()) };
        let context = self.shared.context();
        let mut arena = Bump::new();
        for (number, row) in rows.iter().enumerate() {
            arena.reset();
            let loaded = Event::load(Record::Row(row), &context.row_projection, &context.symbols, &arena);
            let Ok(event) = loaded else { continue };
            match walker.enter(number as u64 + 1, true, &event) {
                Wish::Stop => break,
                Wish::Walk => walk_event(&reduction.finish, event, &context, walker),
                Wish::Skip => {}
            }
        }
        finished(context)
    }

    /// Calls `each` with the number of each event, whether it lies in the search interval, and the event.
    fn pass<'x>(&'x self, source: &dyn EventSource, context: &'x Context, each: &mut Each<'_>) -> Result<(), Failure> {
        let settings = &self.plan.settings;
        let mut interval = Interval { start: settings.start, end: settings.end };
        let made = self.plan.pipeline.source.as_ref().map(|maker| {
            // Made events do not lie in the search interval; it is for what is stored.
            interval = Interval::default();
            RowSource::new(maker.rows(context), ROWS_IN_CHUNK)
        });
        let source: &dyn EventSource = match &made {
            Some(made) => made,
            None => source,
        };
        let request = ReadRequest::default();
        let reading = source.open(&request);
        let time = Time::of(&self.shared, interval);
        let mut projections = Projections::default();
        let mut arena = Bump::new();
        let mut numbered = Numbered { each, number: 0, goes_on: ControlFlow::Continue(()) };
        while numbered.goes_on.is_continue()
            && let Some(chunk) = reading.next()
        {
            chunk.read(&mut |part| {
                let projection = projections.of(part, &self.shared);
                let map = MapPass { pipeline: &self.plan.pipeline, projection, time: &time, context };
                map.visit(part, &mut arena, |_| true, &mut numbered);
                let goes_on = numbered.goes_on;
                if context.failed() { ControlFlow::Break(()) } else { goes_on }
            });
        }
        Ok(())
    }
}

/// What is told of each event of a pass: its number, whether it lies in the search interval, and the event.
type Each<'w> = dyn for<'e> FnMut(u64, bool, Event<'e>, &'e Context) -> ControlFlow<()> + 'w;

/// Counts events until somebody has seen enough.
struct Numbered<'w> {
    each: &'w mut Each<'w>,
    number: u64,
    goes_on: ControlFlow<()>,
}

impl<'x> Visit<'x> for Numbered<'_> {
    fn event<'e>(&mut self, event: &mut Event<'e>, in_interval: bool, context: &'x Context)
    where
        'x: 'e,
    {
        if self.goes_on.is_continue() {
            self.number += 1;
            self.goes_on = (self.each)(self.number, in_interval, event.fork(), context);
        }
    }
}

fn finished(context: Context) -> Result<(), Failure> {
    context.into_findings().1.map_or(Ok(()), Err)
}

/// Walks one event through the map stages of a pipeline, and into its aggregate alone.
fn walk_event<'e>(pipeline: &'e Pipeline, event: Event<'e>, context: &'e Context, walker: &mut dyn Walker) {
    let (left, whole) = walked(&pipeline.map, event, context, &mut |place, left| walker.stage(place, left));
    if !whole {
        return;
    }
    let Some(reduction) = &pipeline.reduce else { return walker.leave(&left, None) };
    let mut states = reduction.aggregate.start();
    let kept: Vec<Event<'e>> = left.iter().map(Event::fork).collect();
    add(&*reduction.aggregate, &mut *states, kept, context);
    walker.leave(&left, Some(reduction.aggregate.finish(&mut *states, 0, context)));
}

fn add<'e>(aggregate: &'e dyn Aggregate, states: &mut dyn States, events: Vec<Event<'e>>, context: &'e Context) {
    for mut event in events {
        aggregate.update(states, 0, &mut event, context);
    }
}

/// What stages leave of an event, and whether it has been through all of them.
fn walked<'e>(
    stages: &'e [Stage],
    event: Event<'e>,
    context: &'e Context,
    look: &mut dyn FnMut(usize, &[Event<'e>]) -> ControlFlow<()>,
) -> (Vec<Event<'e>>, bool) {
    let mut events = vec![event];
    for (place, stage) in stages.iter().enumerate() {
        let mut left = Vec::with_capacity(events.len());
        for mut event in events {
            match stage.apply(&mut event, context) {
                Flow::Keep => left.push(event),
                Flow::Drop => {}
                Flow::Many(more) => left.extend(more),
            }
        }
        events = left;
        if look(place, &events).is_break() || events.is_empty() {
            return (events, false);
        }
    }
    (events, true)
}
