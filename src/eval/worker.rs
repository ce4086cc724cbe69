//! Workers: each takes the next chunk, maps and reduces it, and hands the outcome to the merge.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bumpalo::Bump;

use super::merge::{Merge, Merged, Outcome};
use super::profile::Counters;
use super::{Gathered, Interval, Options, Pass, Progress, Report, Shared, Sink};
use crate::event::mapping::Mapped;
use crate::event::source::{BadRecord, Chunk, EventSource, Part};
use crate::event::{Event, Projection, Record};
use crate::exec::context::{Failure, Warnings};
use crate::exec::pipeline::{Consumer, Reduce, map_event};
use crate::exec::{Context, Pipeline, Stage, States};
use crate::symbol::Symbol;
use crate::value::number;

/// Results of a chunk that are handed to the merge before its end, so that they do not pile up.
const INSTALLMENT: u64 = 4096;

/// Runs one pass with all its workers, and finishes its aggregate.
pub(super) fn run<S: Sink>(
    pass: &Pass<'_>,
    shared: &Shared,
    source: &dyn EventSource,
    options: &Options<'_>,
    sink: &S,
    report: &mut Report,
) -> Result<(), Failure> {
    let (mut merged, mut counters) = read(pass, shared, source, options, sink, report, None)?;
    report.stopped = report.stopped.or(merged.stopped);
    let context = shared.context();
    merged.finish(pass.pipeline, sink, &context, &mut counters);
    report.rows += merged.rows;
    if options.profile {
        report.profile = counters.into_profile(pass.pipeline);
    }
    let (warnings, failure) = context.into_findings();
    report.warnings.absorb(warnings);
    failure.map_or(Ok(()), Err)
}

/// Maps and reduces all chunks of a source. `states` are those of the input before it.
pub(super) fn read<S: Sink>(
    pass: &Pass<'_>,
    shared: &Shared,
    source: &dyn EventSource,
    options: &Options<'_>,
    sink: &S,
    report: &mut Report,
    states: Option<Box<dyn States>>,
) -> Result<(Merged, Counters), Failure> {
    let reading = source.open(pass.request);
    let merge = Merge::new(pass.pipeline, sink, options, states);
    let read = AtomicU64::new(0);
    let work = || {
        let context = shared.context();
        let mut counters = Counters::new(pass.pipeline, options.profile);
        let mut worker = Worker {
            pass,
            shared,
            sink,
            time: Time::of(shared, pass.interval),
            arena: Bump::new(),
            projections: Projections::default(),
            counters: &mut counters,
        };
        let check = || {
            if let Some(stop) = options.interrupt.and_then(|interrupt| interrupt()) {
                merge.stop(stop);
            }
            merge.wants_more()
        };
        while check() {
            let Some(chunk) = reading.next() else { break };
            merge.wait_for_turn(chunk.index());
            worker.chunk(chunk, &context, &merge, &mut |events| {
                let events = read.fetch_add(events, Ordering::Relaxed) + events;
                if let Some(progress) = options.progress {
                    let (bytes, total) = reading.progress();
                    progress(Progress { bytes, total, events });
                }
                if context.failed() {
                    merge.abandon();
                }
                if check() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
        }
        (context.into_findings(), counters)
    };
    let findings: Vec<((Warnings, Option<Failure>), Counters)> = if options.threads <= 1 {
        vec![work()]
    } else {
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..options.threads).map(|_| scope.spawn(work)).collect();
            // A worker that panicked is a defect of ours: the panic goes on in the caller.
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    };
    let mut failure = None;
    let mut counters = Counters::new(pass.pipeline, options.profile);
    for ((warnings, own_failure), own_counters) in findings {
        report.warnings.absorb(warnings);
        failure = failure.or(own_failure);
        counters.absorb(&own_counters);
    }
    report.read += read.into_inner();
    if let Some(failure) = failure {
        return Err(failure);
    }
    Ok((merge.into_merged(), counters))
}

/// The projection of the mapping of the last chunk that had one; the chunks of a file follow each other.
#[derive(Default)]
pub(super) struct Projections(Option<(Arc<Mapped>, Projection)>);

impl Projections {
    /// How the records of a part become events.
    pub(super) fn of<'o>(&'o mut self, part: &dyn Part, shared: &'o Shared) -> &'o Projection {
        let Some(mapping) = part.mapping() else { return &shared.record_projection };
        if self.0.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, mapping)) {
            let Shared { symbols, settings, strict, .. } = shared;
            let made = Projection::new(symbols, settings.lenient, false, Some(mapping.clone())).checking(*strict);
            self.0 = Some((mapping.clone(), made));
        }
        self.0.as_ref().map_or(&shared.record_projection, |(_, made)| made)
    }
}

/// The interval test of a pass.
pub(super) struct Time {
    interval: Interval,
    symbol: Option<Symbol>,
}

impl Time {
    pub(super) fn of(shared: &Shared, interval: Interval) -> Self {
        let bounded = interval.start.is_some() || interval.end.is_some();
        Self { interval, symbol: if bounded { shared.symbols.find("@timestamp") } else { None } }
    }

    /// Whether the event lies in the interval; one without a time does.
    pub(super) fn holds(&self, event: &Event<'_>) -> bool {
        let Some(symbol) = self.symbol else { return true };
        let Some(time) = event.get(symbol).and_then(number::parse_f64) else { return true };
        self.interval.start.is_none_or(|start| time >= start as f64)
            && self.interval.end.is_none_or(|end| time < end as f64)
    }
}

struct Worker<'w, 'p, S: Sink> {
    pass: &'w Pass<'p>,
    shared: &'w Shared,
    sink: &'w S,
    time: Time,
    arena: Bump,
    projections: Projections,
    counters: &'w mut Counters,
}

impl<'p, S: Sink> Worker<'_, 'p, S> {
    /// Maps and reduces a chunk and hands the outcome to the merge. `after` is told after each part how many events it
    /// held, and says whether to go on.
    fn chunk(
        &mut self,
        chunk: Box<dyn Chunk>,
        context: &Context,
        merge: &Merge<'_, S>,
        after: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) {
        let index = chunk.index();
        match &self.pass.pipeline.reduce {
            Some(reduction) => {
                let mut states = reduction.aggregate.start();
                chunk.read(&mut |part| {
                    let mut consumer = Reduce { aggregate: &*reduction.aggregate, states: &mut *states };
                    after(self.events(part, context, &mut consumer))
                });
                merge.add(index, Outcome::States(states), context);
            }
            None => {
                let mut consumer = ToSink::new(self.sink);
                chunk.read(&mut |part| {
                    let read = self.events(part, context, &mut consumer);
                    if consumer.passed >= INSTALLMENT {
                        merge.add_installment(index, consumer.take(), context);
                    }
                    after(read)
                });
                merge.add(index, consumer.take(), context);
            }
        }
    }

    fn events<'x>(&mut self, part: &dyn Part, context: &'x Context, consumer: &mut impl Consumer<'x>) -> u64
    where
        'p: 'x,
    {
        let pipeline: &'p Pipeline = self.pass.pipeline;
        let projection = self.projections.of(part, self.shared);
        let counters = self.counters.enabled().then_some(&mut *self.counters);
        let map = MapPass { pipeline, projection, time: &self.time, context };
        map.part(part, &mut self.arena, |_| true, counters, consumer)
    }
}

/// How the records of a part become events, and which events a pipeline's map segment lets through.
pub(super) struct MapPass<'m, 'x> {
    pub pipeline: &'x Pipeline,
    pub projection: &'m Projection,
    pub time: &'m Time,
    pub context: &'x Context,
}

/// Looks at the events of a [`MapPass`].
pub(super) trait Visit<'x> {
    /// Takes an event; `in_interval` says whether it lies in the search interval.
    fn event<'e>(&mut self, event: &mut Event<'e>, in_interval: bool, context: &'x Context)
    where
        'x: 'e;
}

impl<'x> MapPass<'_, 'x> {
    /// Maps the records of a part that `wanted` does not rule out; says how many there were, without those that cannot be read.
    pub fn part(
        &self,
        part: &dyn Part,
        arena: &mut Bump,
        wanted: impl Fn(&Record<'_>) -> bool,
        counters: Option<&mut Counters>,
        consumer: &mut impl Consumer<'x>,
    ) -> u64 {
        self.visit(part, arena, wanted, &mut Mapper { stages: &self.pipeline.map, counters, consumer })
    }

    /// Shows the events of a part; says how many there were, without those that cannot be read.
    pub fn visit(
        &self,
        part: &dyn Part,
        arena: &mut Bump,
        wanted: impl Fn(&Record<'_>) -> bool,
        visitor: &mut impl Visit<'x>,
    ) -> u64 {
        let context = self.context;
        let mut read = 0;
        part.for_each(&mut |record: Record<'_>| {
            if !wanted(&record) {
                read += 1;
                return Ok(());
            }
            arena.reset();
            let mut event = Event::load(record, self.projection, &context.symbols, arena)
                .map_err(|invalid| BadRecord { reason: invalid.to_string() })?;
            let in_interval = self.time.holds(&event);
            visitor.event(&mut event, in_interval, context);
            if event.is_damaged() {
                // Nobody decoded it for the reason, which is wanted now.
                let reason = record.for_each(arena, &mut |_, _| {}).err().map(|invalid| invalid.to_string());
                return Err(BadRecord { reason: reason.unwrap_or_default() });
            }
            read += 1;
            Ok(())
        });
        read
    }
}

/// Runs events through stages.
struct Mapper<'m, 'x, C> {
    stages: &'x [Stage],
    /// Where the stages are counted, if they are.
    counters: Option<&'m mut Counters>,
    consumer: &'m mut C,
}

impl<'x, C: Consumer<'x>> Visit<'x> for Mapper<'_, 'x, C> {
    #[inline]
    fn event<'e>(&mut self, event: &mut Event<'e>, in_interval: bool, context: &'x Context)
    where
        'x: 'e,
    {
        match &mut self.counters {
            _ if !in_interval => {}
            Some(counters) => counters.map_event(self.stages, event.fork(), context, self.consumer),
            None => map_event(self.stages, event, context, self.consumer),
        }
    }
}

/// Hands events to a sink, and keeps what it makes of them.
pub(super) struct ToSink<'s, S: Sink> {
    sink: &'s S,
    part: S::Part,
    passed: u64,
}

impl<'s, S: Sink> ToSink<'s, S> {
    /// With nothing gathered yet.
    pub(super) fn new(sink: &'s S) -> Self {
        Self { sink, part: S::Part::default(), passed: 0 }
    }

    /// What has been gathered so far.
    pub(super) fn take(&mut self) -> Outcome<S::Part> {
        Outcome::Part(std::mem::take(&mut self.part), std::mem::take(&mut self.passed))
    }
}

impl<'p, S: Sink> Consumer<'p> for ToSink<'_, S> {
    fn take<'e>(&mut self, event: &mut Event<'e>, _context: &'e Context)
    where
        'p: 'e,
    {
        let before = self.part.length();
        self.sink.event(&mut self.part, event);
        if event.is_damaged() {
            self.part.cut(before);
        } else {
            self.passed += 1;
        }
    }
}
