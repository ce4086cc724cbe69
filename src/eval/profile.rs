//! Events in, events out and time for each stage.

use std::time::{Duration, Instant};

use crate::event::{Event, Row};
use crate::exec::pipeline::{Consumer, Label};
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
    finish: Counter,
    enabled: bool,
}

impl Counters {
    pub(super) fn new(pipeline: &Pipeline, enabled: bool) -> Self {
        let map = if enabled { vec![Counter::default(); pipeline.map.len()] } else { Vec::new() };
        Self { map, reduce: Counter::default(), finish: Counter::default(), enabled }
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

    /// Finishes an aggregate and the rest of its pipeline, counting.
    pub(super) fn finish(&mut self, reduction: &Reduction, states: &mut dyn States, context: &Context) -> Vec<Row> {
        let start = Instant::now();
        let rows = reduction.aggregate.finish(states, 0, context);
        self.reduce.output = rows.len() as u64;
        self.reduce.time += start.elapsed();
        let start = Instant::now();
        self.finish.input = rows.len() as u64;
        let rows = reduction.finish.run_rows(rows, context);
        self.finish.output = rows.len() as u64;
        self.finish.time = start.elapsed();
        rows
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
            if !reduction.finish.map.is_empty() || reduction.finish.reduce.is_some() {
                let label =
                    Label { text: "everything after the first aggregate".to_owned(), ..reduction.label.clone() };
                profile.push(stage("finish", &label, self.finish));
            }
        }
        profile
    }
}
