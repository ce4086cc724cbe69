//! Puts the outcomes of chunks together in grid order, whatever order they arrive in.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::profile::Counters;
use super::{Options, Sink, Stop};
use crate::diagnostic::codes;
use crate::exec::{Aggregate, Context, Pipeline, States};

/// How many chunks a worker may be ahead of the merge, for each worker; bounds what waits in memory.
const AHEAD: u64 = 8;
/// How many outcomes may wait before those of chunks that have more to come are held up, for each worker.
const HELD: u64 = 4;

/// What a worker made of a chunk.
pub(super) enum Outcome<P> {
    /// Results for the sink, and how many.
    Part(P, u64),
    /// A partial state of the aggregate.
    States(Box<dyn States>),
}

/// What came of all chunks.
pub(super) struct Merged {
    /// The states of the aggregate; none without an aggregate or without chunks.
    pub states: Option<Box<dyn States>>,
    /// How many results the sink has got.
    pub rows: u64,
    pub stopped: Option<Stop>,
}

impl Merged {
    /// Finishes the aggregate, if there is one, and delivers its rows.
    pub fn finish<S: Sink>(&mut self, pipeline: &Pipeline, sink: &S, context: &Context, counters: &mut Counters) {
        let Some(reduction) = &pipeline.reduce else { return };
        let mut states = self.states.take().unwrap_or_else(|| reduction.aggregate.start());
        let rows = counters.finish(reduction, &mut *states, context);
        self.rows = rows.len() as u64;
        if !context.failed() {
            let _ = sink.rows(rows);
        }
    }
}

pub(super) struct Merge<'m, S: Sink> {
    pipeline: &'m Pipeline,
    sink: &'m S,
    ship_states: bool,
    ahead: u64,
    most_held: u64,
    state: Mutex<State<S::Part>>,
    moved: Condvar,
}

/// The outcomes of a chunk that are not yet merged.
struct Waiting<P> {
    outcomes: VecDeque<Outcome<P>>,
    /// Whether no more will come.
    is_whole: bool,
}

struct State<P> {
    next: u64,
    waiting: BTreeMap<u64, Waiting<P>>,
    /// How many outcomes wait.
    held: u64,
    states: Option<Box<dyn States>>,
    /// Whether a worker is at merging.
    merging: bool,
    rows: u64,
    over: bool,
    stopped: Option<Stop>,
}

impl<'m, S: Sink> Merge<'m, S> {
    /// Begins with the states of what came before this input, if there are any.
    pub(super) fn new(
        pipeline: &'m Pipeline,
        sink: &'m S,
        options: &Options<'_>,
        states: Option<Box<dyn States>>,
    ) -> Self {
        let state = State {
            next: 0,
            waiting: BTreeMap::new(),
            held: 0,
            states,
            merging: false,
            rows: 0,
            over: false,
            stopped: None,
        };
        Self {
            pipeline,
            sink,
            ship_states: options.ship_states,
            ahead: AHEAD * options.threads.max(1) as u64,
            most_held: HELD * options.threads.max(1) as u64,
            state: Mutex::new(state),
            moved: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<S::Part>> {
        // A worker that panicked ends the run in any case; what it left is never shown.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the run goes on.
    pub(super) fn wants_more(&self) -> bool {
        !self.lock().over
    }

    /// Ends the run early, with what has been merged so far.
    pub(super) fn stop(&self, stop: Stop) {
        let mut state = self.lock();
        state.over = true;
        state.stopped.get_or_insert(stop);
        self.moved.notify_all();
    }

    /// Ends the run after a failure.
    pub(super) fn abandon(&self) {
        self.lock().over = true;
        self.moved.notify_all();
    }

    /// Waits until a chunk is not too far ahead of the merge.
    pub(super) fn wait_for_turn(&self, index: u64) {
        let mut state = self.lock();
        while !state.over && index > state.next + self.ahead {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Adds what a worker has made of a chunk so far, and waits while it is not the chunk's turn and too much waits already.
    pub(super) fn add_installment(&self, index: u64, outcome: Outcome<S::Part>, context: &Context) {
        let mut state = self.lock();
        while !state.over && index != state.next && state.held >= self.most_held {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        self.enter(state, index, outcome, false, context);
    }

    /// Adds the last outcome of a chunk.
    pub(super) fn add(&self, index: u64, outcome: Outcome<S::Part>, context: &Context) {
        self.enter(self.lock(), index, outcome, true, context);
    }

    /// Merges all that is next in order. One worker merges at a time, and the others go on with their chunks meanwhile; what
    /// they add is merged by the one who is at it.
    fn enter<'s>(
        &'s self,
        mut state: MutexGuard<'s, State<S::Part>>,
        index: u64,
        outcome: Outcome<S::Part>,
        is_whole: bool,
        context: &Context,
    ) {
        let new = || Waiting { outcomes: VecDeque::with_capacity(1), is_whole: false };
        let waiting = state.waiting.entry(index).or_insert_with(new);
        waiting.outcomes.push_back(outcome);
        waiting.is_whole = is_whole;
        state.held += 1;
        if state.merging {
            return;
        }
        state.merging = true;
        loop {
            let next = state.next;
            let Some(waiting) = state.waiting.get_mut(&next) else { break };
            let Some(outcome) = waiting.outcomes.pop_front() else {
                if !waiting.is_whole {
                    break;
                }
                state.waiting.remove(&next);
                state.next += 1;
                self.moved.notify_all();
                continue;
            };
            state.held -= 1;
            let mut states = state.states.take();
            let mut over = state.over;
            drop(state);
            let mut count = 0;
            match outcome {
                Outcome::Part(part, rows) => {
                    count = rows;
                    over = over || self.sink.part(part) == ControlFlow::Break(());
                }
                Outcome::States(later) => self.merge_states(&mut states, later, context),
            }
            state = self.lock();
            state.states = states;
            state.rows += count;
            state.over |= over;
            self.moved.notify_all();
        }
        state.merging = false;
    }

    fn merge_states(&self, states: &mut Option<Box<dyn States>>, later: Box<dyn States>, context: &Context) {
        let Some(reduction) = &self.pipeline.reduce else { return };
        let aggregate = &*reduction.aggregate;
        let later = if self.ship_states { ship(aggregate, later, context) } else { later };
        match states {
            Some(states) => aggregate.merge(&mut **states, later, &[0], context),
            None => *states = Some(later),
        }
    }

    /// What has been merged.
    pub(super) fn into_merged(self) -> Merged {
        let State { states, rows, stopped, .. } = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        Merged { states, rows, stopped }
    }
}

fn ship(aggregate: &dyn Aggregate, mut states: Box<dyn States>, context: &Context) -> Box<dyn States> {
    match aggregate.encode(&mut *states).and_then(|bytes| aggregate.decode(&bytes)) {
        Ok(states) => states,
        Err(error) => {
            context.fail(codes::STATE, format!("a partial result could not be shipped: {}", error.0));
            states
        }
    }
}
