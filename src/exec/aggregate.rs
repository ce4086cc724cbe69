//! Aggregates with mergeable, serialisable states, kept for any number of groups at once.
//!
//! A function implements [`Aggregation`] with the state of one group; the blanket implementation below keeps a vector of
//! such states, so that a `groupBy` over many groups costs no box and no dynamic call for each of them. Functions that
//! hold other aggregates (`groupBy`, `bucket`, `stats`) implement [`Aggregate`] themselves.
//!
//! Merging is associative and goes in the order of the input grid: `merge(a, b)` where all events of `a` stand before all
//! events of `b`. Serial execution is the case of one part.

use std::any::Any;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Context, Results};
use crate::event::{Event, Row};

/// How many rows an aggregate gives for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowCount {
    /// At most one.
    One,
    /// Perhaps several.
    Several,
    /// One for each event of a sequence, or as many as its parts give. Such rows cannot be combined with several others
    /// (functions-neighbor.html).
    Sequence,
}

/// An aggregate as its author writes it.
pub trait Aggregation: Send + Sync + 'static {
    /// What is remembered of the events of one group. Its default is the state of no event.
    type State: Default + Send + Serialize + DeserializeOwned + 'static;

    /// Takes in one event.
    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, context: &'e Context);

    /// Takes in the state of events that come after those of `state`.
    fn merge(&self, state: &mut Self::State, later: Self::State, context: &Context);

    /// The result rows of the group.
    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row>;

    /// Adds the fields of its row to the results of the group, for those that give one row at most. What makes no row of
    /// its own first saves most of the work where there are many groups.
    fn append(&self, state: Self::State, results: &mut Results<'_>) {
        self.finish(state, results.context).iter().for_each(|row| results.add_row(row));
    }

    /// The most it keeps, and of what; for `explain`.
    fn keeps(&self) -> Option<(usize, &'static str)> {
        None
    }

    /// How many rows it gives.
    fn row_count(&self) -> RowCount {
        RowCount::One
    }
}

/// The states of many groups, known only to their aggregate.
pub trait States: Any + Send {
    /// For downcasting.
    fn as_any(&mut self) -> &mut dyn Any;
    /// For downcasting.
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

impl<T: Any + Send> States for T {
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// A state came back as bytes that do not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadState(pub String);

/// An aggregate over numbered groups. Group numbers start at 0 and grow by one.
pub trait Aggregate: Send + Sync {
    /// States of no group.
    fn start(&self) -> Box<dyn States>;

    /// Takes an event into a group; a group that is not there yet begins.
    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context);

    /// Takes in the groups of a later part of the input. `groups[i]` is the number here of the later part's group `i`.
    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context);

    /// The result rows of one group; its state is taken out. A group that never saw an event gives the result of none.
    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row>;

    /// Adds the fields of its row for a group to the results; only of those that give one row at most.
    fn append(&self, states: &mut dyn States, group: usize, results: &mut Results<'_>) {
        self.finish(states, group, results.context).iter().for_each(|row| results.add_row(row));
    }

    /// The states as bytes.
    ///
    /// # Errors
    /// When a state cannot be written.
    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState>;

    /// The states from bytes.
    ///
    /// # Errors
    /// When the bytes are not states of this aggregate.
    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState>;

    /// The most it keeps, and of what; for `explain`.
    fn keeps(&self) -> Option<(usize, &'static str)> {
        None
    }

    /// How many rows it gives for a group.
    fn row_count(&self) -> RowCount {
        RowCount::One
    }

    /// Over how many buckets of `span` milliseconds it slides in a chart, its own included (`window()`); `None` where
    /// it looks at one bucket.
    fn window(&self, _span: i64) -> Option<usize> {
        None
    }
}

impl<A: Aggregation> Aggregate for A {
    fn start(&self) -> Box<dyn States> {
        Box::new(Vec::<A::State>::new())
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        if let Some(state) = group_state::<A::State>(states, group) {
            Aggregation::update(self, state, event, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        let Ok(later) = later.into_any().downcast::<Vec<A::State>>() else { return };
        for (state, group) in later.into_iter().zip(groups) {
            if let Some(own) = group_state::<A::State>(states, *group) {
                Aggregation::merge(self, own, state, context);
            }
        }
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let state = group_state::<A::State>(states, group).map(std::mem::take).unwrap_or_default();
        Aggregation::finish(self, state, context)
    }

    fn append(&self, states: &mut dyn States, group: usize, results: &mut Results<'_>) {
        let state = group_state::<A::State>(states, group).map(std::mem::take).unwrap_or_default();
        Aggregation::append(self, state, results);
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        match states.as_any().downcast_ref::<Vec<A::State>>() {
            Some(states) => to_bytes(states),
            None => Err(BadState("states of another aggregate".to_owned())),
        }
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        Ok(Box::new(from_bytes::<Vec<A::State>>(bytes)?))
    }

    fn keeps(&self) -> Option<(usize, &'static str)> {
        Aggregation::keeps(self)
    }

    fn row_count(&self) -> RowCount {
        Aggregation::row_count(self)
    }
}

fn group_state<S: Default + 'static>(states: &mut dyn States, group: usize) -> Option<&mut S> {
    let states = states.as_any().downcast_mut::<Vec<S>>()?;
    if group >= states.len() {
        states.resize_with(group + 1, S::default);
    }
    states.get_mut(group)
}

/// Serialises a part of a state.
///
/// # Errors
/// When it cannot be written.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, BadState> {
    postcard::to_stdvec(value).map_err(|error| BadState(error.to_string()))
}

/// Reads what [`to_bytes`] wrote.
///
/// # Errors
/// When the bytes do not fit.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BadState> {
    postcard::from_bytes(bytes).map_err(|error| BadState(error.to_string()))
}
