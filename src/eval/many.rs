//! Runs many plans in one pass over a source: each chunk is read and decompressed once, and every plan looks at it.
//!
//! A plan decodes only the fields that it names, and only of records that hold the literals it needs, so the reader must
//! not leave out lines that another plan wants. Subqueries, and plans that make their own events, have passes of their own.

use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bumpalo::Bump;

use super::merge::{Merge, Outcome};
use super::profile::Counters;
use super::worker::{MapPass, Projections, Time, ToSink};
use super::{Interval, Options, Progress, Report, Shared, Sink, Stop, prepare};
use crate::event::Record;
use crate::event::mapping::Mapped;
use crate::event::prefilter::Prefilter;
use crate::event::source::{EventSource, Part, ReadRequest, Required};
use crate::exec::context::{Failure, Warnings};
use crate::exec::pipeline::{Consumer, Reduce};
use crate::exec::{Context, States};
use crate::plan::Plan;

/// What is known of one of the plans after the run.
#[derive(Clone, Debug, Default)]
pub struct PlanReport {
    /// As for a plan that runs alone, but for the profile.
    pub report: Report,
    /// Time in the plan, summed over workers, without reading.
    pub time: Duration,
    /// Whether it had passes of its own, for subqueries or for events that it makes.
    pub ran_apart: bool,
}

/// Runs all plans; the results come in their order. `sinks`: one for each plan.
pub fn run_many<S: Sink>(
    plans: &[&Plan],
    source: &dyn EventSource,
    options: &Options<'_>,
    sinks: &[S],
) -> Vec<Result<PlanReport, Failure>> {
    let mut reports: Vec<Option<Result<PlanReport, Failure>>> = Vec::new();
    let mut together: Vec<(usize, Running<'_, S>)> = Vec::new();
    for (place, (plan, sink)) in plans.iter().zip(sinks).enumerate() {
        let begin = Instant::now();
        if plan.pipeline.source.is_some() {
            let report = super::run(plan, source, options, sink);
            let apart = |report| PlanReport { report, time: begin.elapsed(), ran_apart: true };
            reports.push(Some(report.map(apart)));
            continue;
        }
        let mut report = Report::default();
        match prepare(plan, source, options, &mut report) {
            Err(failure) => reports.push(Some(Err(failure))),
            Ok(shared) => {
                let ran_apart = !plan.subqueries.is_empty();
                let before = if ran_apart { begin.elapsed() } else { Duration::ZERO };
                reports.push(None);
                together.push((place, Running::new(plan, shared, sink, options, report, before)));
            }
        }
    }
    let read = pass(&together, source, options);
    for (place, running) in together {
        if let Some(slot) = reports.get_mut(place) {
            *slot = Some(running.finish(read));
        }
    }
    reports.into_iter().flatten().collect()
}

/// A plan in the common pass.
struct Running<'p, S: Sink> {
    plan: &'p Plan,
    shared: Shared,
    sink: &'p S,
    merge: Merge<'p, S>,
    interval: Interval,
    /// Each set of literals of which a record must hold one, and the search for it.
    screens: Vec<(Required, Prefilter)>,
    report: Report,
    before: Duration,
    nanos: AtomicU64,
    findings: Mutex<(Warnings, Option<Failure>)>,
}

impl<'p, S: Sink> Running<'p, S> {
    fn new(
        plan: &'p Plan,
        shared: Shared,
        sink: &'p S,
        options: &Options<'_>,
        report: Report,
        before: Duration,
    ) -> Self {
        Self {
            plan,
            shared,
            sink,
            merge: Merge::new(&plan.pipeline, sink, options, None),
            interval: Interval { start: plan.settings.start, end: plan.settings.end },
            screens: plan.request.required.iter().filter_map(screen).collect(),
            report,
            before,
            nanos: AtomicU64::new(0),
            findings: Mutex::default(),
        }
    }

    fn finish(self, read: u64) -> Result<PlanReport, Failure> {
        let (warnings, failure) = self.findings.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut report = self.report;
        report.warnings.absorb(warnings);
        report.read += read;
        if let Some(failure) = failure {
            return Err(failure);
        }
        let begin = Instant::now();
        let context = self.shared.context();
        let mut merged = self.merge.into_merged();
        merged.finish(&self.plan.pipeline, self.sink, &context, &mut Counters::new(&self.plan.pipeline, false));
        report.rows = merged.rows;
        report.stopped = report.stopped.or(merged.stopped);
        let (warnings, failure) = context.into_findings();
        report.warnings.absorb(warnings);
        let time = self.before + Duration::from_nanos(self.nanos.into_inner()) + begin.elapsed();
        let ran_apart = !self.plan.subqueries.is_empty();
        failure.map_or(Ok(PlanReport { report, time, ran_apart }), Err)
    }
}

/// The common pass; says how many records there were.
fn pass<S: Sink>(together: &[(usize, Running<'_, S>)], source: &dyn EventSource, options: &Options<'_>) -> u64 {
    if together.is_empty() {
        return 0;
    }
    let request = ReadRequest { required: Vec::new(), strict: options.strict };
    let reading = source.open(&request);
    let read = AtomicU64::new(0);
    let stop = || options.interrupt.and_then(|interrupt| interrupt());
    let work = || {
        let contexts: Vec<Context> = together.iter().map(|(_, running)| running.shared.context()).collect();
        let mut hands: Vec<Hand<'_, '_, S>> =
            together.iter().zip(&contexts).map(|((_, running), context)| Hand::new(running, context)).collect();
        while !ended(together, stop())
            && let Some(chunk) = reading.next()
        {
            let index = chunk.index();
            together.iter().for_each(|(_, running)| running.merge.wait_for_turn(index));
            hands.iter_mut().for_each(Hand::begin);
            chunk.read(&mut |part| {
                let mut records = 0;
                for hand in hands.iter_mut().filter(|hand| hand.running.merge.wants_more()) {
                    records = hand.part(part).max(records);
                }
                let events = read.fetch_add(records, Ordering::Relaxed) + records;
                if let Some(progress) = options.progress {
                    let (bytes, total) = reading.progress();
                    progress(Progress { bytes, total, events });
                }
                if ended(together, stop()) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            hands.iter_mut().for_each(|hand| hand.end(index));
        }
        drop(hands);
        for ((_, running), context) in together.iter().zip(contexts) {
            let (warnings, failure) = context.into_findings();
            let mut findings = running.findings.lock().unwrap_or_else(PoisonError::into_inner);
            findings.0.absorb(warnings);
            findings.1 = findings.1.take().or(failure);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..options.threads {
            scope.spawn(work);
        }
        work();
    });
    read.into_inner()
}

/// Tells every plan to stop, or says whether none of them wants more.
fn ended<S: Sink>(together: &[(usize, Running<'_, S>)], stop: Option<Stop>) -> bool {
    if let Some(stop) = stop {
        together.iter().for_each(|(_, running)| running.merge.stop(stop));
    }
    !together.iter().any(|(_, running)| running.merge.wants_more())
}

/// What a worker keeps for one of the plans.
struct Hand<'h, 'p, S: Sink> {
    running: &'h Running<'p, S>,
    context: &'h Context,
    time: Time,
    projections: Projections,
    arena: Bump,
    states: Option<Box<dyn States>>,
    results: ToSink<'h, S>,
}

impl<'h, 'p, S: Sink> Hand<'h, 'p, S> {
    fn new(running: &'h Running<'p, S>, context: &'h Context) -> Self {
        Self {
            running,
            context,
            time: Time::of(&running.shared, running.interval),
            projections: Projections::default(),
            arena: Bump::new(),
            states: None,
            results: ToSink::new(running.sink),
        }
    }

    fn begin(&mut self) {
        self.states = self.running.plan.pipeline.reduce.as_ref().map(|reduction| reduction.aggregate.start());
    }

    /// Looks at the records of a part; says how many there were.
    fn part(&mut self, part: &dyn Part) -> u64 {
        let begin = Instant::now();
        let reduction = self.running.plan.pipeline.reduce.as_ref();
        let mut states = self.states.take();
        let records = match (reduction, &mut states) {
            (Some(reduction), Some(states)) => {
                let mut consumer = Reduce { aggregate: &*reduction.aggregate, states: &mut **states };
                self.events(part, &mut consumer)
            }
            _ => {
                let mut results = std::mem::replace(&mut self.results, ToSink::new(self.running.sink));
                let records = self.events(part, &mut results);
                self.results = results;
                records
            }
        };
        self.states = states;
        if self.context.failed() {
            self.running.merge.abandon();
        }
        let nanos = u64::try_from(begin.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.running.nanos.fetch_add(nanos, Ordering::Relaxed);
        records
    }

    fn events(&mut self, part: &dyn Part, consumer: &mut impl Consumer<'h>) -> u64 {
        let (context, running): (&'h Context, &'h Running<'p, S>) = (self.context, self.running);
        let mapping: Option<&Mapped> = part.mapping().map(|mapping| &**mapping);
        let holds = |screen: &&(Required, Prefilter)| screen.0.holds_for(mapping);
        let screens: Vec<&Prefilter> = running.screens.iter().filter(holds).map(|(_, search)| search).collect();
        let projection = self.projections.of(part, &running.shared);
        let wanted = |record: &Record<'_>| match record {
            Record::Json(text) if !running.shared.strict => screens.iter().all(|screen| screen.passes(text.as_bytes())),
            _ => true,
        };
        let map = MapPass { pipeline: &running.plan.pipeline, projection, time: &self.time, context };
        map.part(part, &mut self.arena, wanted, None, consumer)
    }

    fn end(&mut self, index: u64) {
        let outcome = match self.states.take() {
            Some(states) => Outcome::States(states),
            None => self.results.take(),
        };
        self.running.merge.add(index, outcome, self.context);
    }
}

/// The search for a set; none for one that rules out nothing.
fn screen(required: &Required) -> Option<(Required, Prefilter)> {
    Prefilter::new(std::iter::once(required)).map(|search| (required.clone(), search))
}
