//! A lowered pipeline: map stages, the first aggregate, and the pipeline over its result rows.

use bumpalo::Bump;

use super::aggregate::{BadState, RowCount, States};
use super::stage::{self, Flow};
use super::{Aggregate, Context, Source, Stage};
use crate::event::{Event, Record, Row};
use crate::source::Span;

/// What `explain` and `--profile` say of a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Where the step stands in the query.
    pub span: Span,
    /// The step's text.
    pub text: String,
}

/// Stages that look at one event alone, and perhaps an aggregate behind them.
#[derive(Default)]
pub struct Pipeline {
    /// Makes the events, in place of those that came before.
    pub source: Option<Box<dyn Source>>,
    /// Everything before the first aggregate.
    pub map: Vec<Stage>,
    /// A label for each of them.
    pub labels: Vec<Label>,
    /// The first aggregate and what follows.
    pub reduce: Option<Box<Reduction>>,
}

/// An aggregate and the pipeline over its rows.
pub struct Reduction {
    /// The aggregate.
    pub aggregate: Box<dyn Aggregate>,
    /// Its label.
    pub label: Label,
    /// What happens to its rows.
    pub finish: Pipeline,
}

impl Pipeline {
    /// Runs rows through the whole pipeline, serially.
    pub fn run_rows(&self, rows: Vec<Row>, context: &Context) -> Vec<Row> {
        let rows = match &self.source {
            Some(source) => source.rows(context),
            None => rows,
        };
        if self.map.is_empty() && self.reduce.is_none() {
            return rows;
        }
        match &self.reduce {
            None => {
                let mut passed = Collect(Vec::new());
                self.map_rows(&rows, context, &mut passed);
                passed.0
            }
            Some(reduction) => {
                let mut states = reduction.aggregate.start();
                self.map_rows(&rows, context, &mut Reduce { aggregate: &*reduction.aggregate, states: &mut *states });
                drop(rows);
                reduction.finish_states(&mut *states, context)
            }
        }
    }

    /// Whether the pipeline ends in an aggregate's rows and nothing else but what happens to them.
    pub fn has_aggregate(&self) -> bool {
        self.reduce.is_some()
    }

    /// What the first aggregate and the rest make of rows that stay with the caller; none without an aggregate.
    pub fn reduce_rows(&self, rows: &[Row], context: &Context) -> Vec<Row> {
        let Some(reduction) = &self.reduce else { return Vec::new() };
        let mut states = reduction.aggregate.start();
        self.map_rows(rows, context, &mut Reduce { aggregate: &*reduction.aggregate, states: &mut *states });
        reduction.finish_states(&mut *states, context)
    }

    /// How many rows the last aggregate gives; `None` without one.
    fn row_count(&self) -> Option<RowCount> {
        let reduction = self.reduce.as_ref()?;
        Some(reduction.finish.row_count().unwrap_or_else(|| reduction.aggregate.row_count()))
    }

    /// Runs rows through the map stages and hands on what passes.
    fn map_rows<'p>(&'p self, rows: &[Row], context: &'p Context, consumer: &mut impl Consumer<'p>) {
        let mut arena = Bump::new();
        for row in rows {
            arena.reset();
            // A row needs no decoding that could fail.
            if let Ok(mut event) = Event::load(Record::Row(row), &context.row_projection, &context.symbols, &arena) {
                map_event(&self.map, &mut event, context, consumer);
            }
        }
    }
}

/// Runs one event through stages and hands on what passes.
#[inline]
pub fn map_event<'p: 'e, 'e>(
    stages: &'p [Stage],
    event: &mut Event<'e>,
    context: &'p Context,
    consumer: &mut impl Consumer<'p>,
) {
    match stage::run(stages, event, context) {
        Flow::Keep => consumer.take(event, context),
        Flow::Drop => {}
        Flow::Many(events) => {
            for mut event in events {
                consumer.take(&mut event, context);
            }
        }
    }
}

/// Takes the events that a map segment lets through.
pub trait Consumer<'p> {
    /// Takes one event.
    fn take<'e>(&mut self, event: &mut Event<'e>, context: &'e Context)
    where
        'p: 'e;
}

/// Keeps events as rows.
pub struct Collect(pub Vec<Row>);

impl<'p> Consumer<'p> for Collect {
    fn take<'e>(&mut self, event: &mut Event<'e>, _context: &'e Context)
    where
        'p: 'e,
    {
        self.0.push(event.to_row());
    }
}

/// Feeds events to an aggregate's only group.
pub struct Reduce<'p, 's> {
    /// The aggregate.
    pub aggregate: &'p dyn Aggregate,
    /// Its states.
    pub states: &'s mut dyn States,
}

impl<'p> Consumer<'p> for Reduce<'p, '_> {
    fn take<'e>(&mut self, event: &mut Event<'e>, context: &'e Context)
    where
        'p: 'e,
    {
        self.aggregate.update(self.states, 0, event, context);
    }
}

impl Reduction {
    /// The rows of the aggregate's only group, run through the rest of the pipeline.
    pub fn finish_states(&self, states: &mut dyn States, context: &Context) -> Vec<Row> {
        let rows = self.aggregate.finish(states, 0, context);
        self.finish.run_rows(rows, context)
    }
}

/// A pipeline with an aggregate as a member of a list of aggregates: `{ status=500 | count(as=bad) | bad > 3 }`.
pub struct Composite {
    /// The stages before the aggregate; they see a copy of the event.
    pub map: Vec<Stage>,
    /// The aggregate and what follows.
    pub reduction: Reduction,
}

impl Aggregate for Composite {
    fn start(&self) -> Box<dyn States> {
        self.reduction.aggregate.start()
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        if self.map.is_empty() {
            return self.reduction.aggregate.update(states, group, event, context);
        }
        let mut copy = event.fork();
        match stage::run(&self.map, &mut copy, context) {
            Flow::Keep => self.reduction.aggregate.update(states, group, &mut copy, context),
            Flow::Drop => {}
            Flow::Many(events) => {
                for mut event in events {
                    self.reduction.aggregate.update(states, group, &mut event, context);
                }
            }
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        self.reduction.aggregate.merge(states, later, groups, context);
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let rows = self.reduction.aggregate.finish(states, group, context);
        self.reduction.finish.run_rows(rows, context)
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        self.reduction.aggregate.encode(states)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        self.reduction.aggregate.decode(bytes)
    }

    fn row_count(&self) -> RowCount {
        self.reduction.finish.row_count().unwrap_or_else(|| self.reduction.aggregate.row_count())
    }

    fn window(&self, span: i64) -> Option<usize> {
        self.reduction.aggregate.window(span)
    }
}
