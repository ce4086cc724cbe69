//! Events in, events out and time for each stage.

use std::time::{Duration, Instant};

use bumpalo::Bump;

use crate::event::{Event, Record, Row};
use crate::exec::pipeline::{Collect, Consumer, Label, Reduce};
use crate::exec::{Context, Flow, Pipeline, Reduction, Stage, States};

/// What a stage took in, let out and cost.
#[derive(Clone, Debug)]
pub struct StageProfile {
    /// `map`, `reduce` or `finish`.
    pub segment: &'static str,
    /// The step.
    pub label: Label,
    /// Events that came to it.
    pub input: u64,
    /// Events that it let out.
    pub output: u64,
    /// Time in it, summed over workers.
    pub time: Duration,
}

#[derive(Clone, Copy, Default)]
struct Counter {
    input: u64,
    output: u64,
    time: Duration,
}

/// Counters of the stages of a pipeline.
pub(super) struct Counters {
    map: Vec<Counter>,
    reduce: Counter,
    /// The stages after the first aggregate, known once it has finished.
    finish: Vec<(Label, Counter)>,
    enabled: bool,
}

impl Counters {
    pub(super) fn new(pipeline: &Pipeline, enabled: bool) -> Self {
        let map = if enabled { vec![Counter::default(); pipeline.map.len()] } else { Vec::new() };
        Self { map, reduce: Counter::default(), finish: Vec::new(), enabled }
    }

    pub(super) fn enabled(&self) -> bool {
        self.enabled
    }

    /// Runs one event through stages, counting.
    pub(super) fn map_event<'p: 'e, 'e>(
        &mut self,
        stages: &'p [Stage],
        event: Event<'e>,
        context: &'p Context,
        consumer: &mut impl Consumer<'p>,
    ) {
        let mut events = vec![event];
        for (stage, counter) in stages.iter().zip(&mut self.map) {
            let start = Instant::now();
            counter.input += events.len() as u64;
            let mut passed = Vec::with_capacity(events.len());
            for mut event in events {
                match stage.apply(&mut event, context) {
                    Flow::Keep => passed.push(event),
                    Flow::Drop => {}
                    Flow::Many(more) => passed.extend(more),
                }
            }
            counter.output += passed.len() as u64;
            counter.time += start.elapsed();
            events = passed;
            if events.is_empty() {
                return;
            }
        }
        let start = Instant::now();
        self.reduce.input += events.len() as u64;
        for mut event in events {
            consumer.take(&mut event, context);
        }
        self.reduce.time += start.elapsed();
    }

    /// Runs rows through the stages of a pipeline, counting.
    fn map_rows<'p>(
        &mut self,
        pipeline: &'p Pipeline,
        rows: &[Row],
        context: &'p Context,
        consumer: &mut impl Consumer<'p>,
    ) {
        let mut arena = Bump::new();
        for row in rows {
            arena.reset();
            // A row needs no decoding that could fail.
            if let Ok(event) = Event::load(Record::Row(row), &context.row_projection, &context.symbols, &arena) {
                self.map_event(&pipeline.map, event, context, consumer);
            }
        }
    }

    /// Finishes an aggregate and the rest of its pipeline, counting.
    pub(super) fn finish(&mut self, reduction: &Reduction, states: &mut dyn States, context: &Context) -> Vec<Row> {
        let start = Instant::now();
        let rows = reduction.aggregate.finish(states, 0, context);
        self.reduce.output = rows.len() as u64;
        self.reduce.time += start.elapsed();
        if !self.enabled {
            return reduction.finish.run_rows(rows, context);
        }
        run_counted(&reduction.finish, rows, context, &mut self.finish)
    }

    /// Adds the counts of another worker.
    pub(super) fn absorb(&mut self, other: &Self) {
        for (own, other) in self.map.iter_mut().zip(&other.map) {
            own.input += other.input;
            own.output += other.output;
            own.time += other.time;
        }
        self.reduce.input += other.reduce.input;
        self.reduce.time += other.reduce.time;
    }

    /// The counts with their labels.
    pub(super) fn into_profile(self, pipeline: &Pipeline) -> Vec<StageProfile> {
        let stage = |segment, label: &Label, counter: Counter| StageProfile {
            segment,
            label: label.clone(),
            input: counter.input,
            output: counter.output,
            time: counter.time,
        };
        let mut profile: Vec<StageProfile> =
            pipeline.labels.iter().zip(&self.map).map(|(label, counter)| stage("map", label, *counter)).collect();
        if let Some(reduction) = &pipeline.reduce {
            profile.push(stage("reduce", &reduction.label, self.reduce));
            profile.extend(self.finish.iter().map(|(label, counter)| stage("finish", label, *counter)));
        }
        profile
    }
}

/// Runs rows through a pipeline as [`Pipeline::run_rows`] does, counting each of its stages.
fn run_counted(pipeline: &Pipeline, rows: Vec<Row>, context: &Context, counts: &mut Vec<(Label, Counter)>) -> Vec<Row> {
    let mut own = Counters::new(pipeline, true);
    let passed = match &pipeline.reduce {
        None => {
            let mut passed = Collect(Vec::new());
            own.map_rows(pipeline, &rows, context, &mut passed);
            passed.0
        }
        Some(reduction) => {
            let mut states = reduction.aggregate.start();
            let mut consumer = Reduce { aggregate: &*reduction.aggregate, states: &mut *states };
            own.map_rows(pipeline, &rows, context, &mut consumer);
            let start = Instant::now();
            let rows = reduction.aggregate.finish(&mut *states, 0, context);
            own.reduce.output = rows.len() as u64;
            own.reduce.time += start.elapsed();
            rows
        }
    };
    counts.extend(pipeline.labels.iter().cloned().zip(own.map.iter().copied()));
    match &pipeline.reduce {
        None => passed,
        Some(reduction) => {
            counts.push((reduction.label.clone(), own.reduce));
            run_counted(&reduction.finish, passed, context, counts)
        }
    }
}
