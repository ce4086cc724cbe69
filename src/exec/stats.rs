//! Several aggregates over the same events, their rows combined (functions-stats.html).

use super::aggregate::{BadState, RowCount, States, from_bytes, to_bytes};
use super::results::{Results, conflict};
use super::{Aggregate, Context};
use crate::diagnostic::codes;
use crate::event::{Event, Row};

/// A list of aggregates: the argument `function=[...]`, or `stats([...])`.
pub struct Stats {
    members: Vec<Box<dyn Aggregate>>,
}

impl Stats {
    /// These aggregates; none is allowed and gives one row without fields for each group.
    pub fn new(members: Vec<Box<dyn Aggregate>>) -> Self {
        Self { members }
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether a member gives a row for each event of a sequence while another gives several too.
    pub fn multiplies_sequences(&self) -> bool {
        let several = self.members.iter().map(|member| member.row_count()).filter(|count| *count != RowCount::One);
        several.clone().count() > 1 && several.max() == Some(RowCount::Sequence)
    }

    /// The members that slide over buckets of `span` milliseconds: their places, and how many buckets they take.
    pub fn windows(&self, span: i64) -> Vec<(usize, usize)> {
        let places = self.members.iter().enumerate();
        places.filter_map(|(place, member)| Some((place, member.window(span)?))).collect()
    }

    /// Replaces the states of a member by states joined anew: each pass says to which group each of the present groups
    /// goes. Passes come in the order of the events; without any the member gives no rows.
    pub fn regroup(
        &self,
        states: &mut dyn States,
        place: usize,
        passes: impl Iterator<Item = Vec<usize>>,
        context: &Context,
    ) {
        let Some(states) = states.as_any().downcast_mut::<MemberStates>() else { return };
        let (Some(member), Some(slot)) = (self.members.get(place), states.get_mut(place)) else { return };
        let regrouped = member.encode(&mut **slot).and_then(|bytes| {
            let mut joined: Option<Box<dyn States>> = None;
            for groups in passes {
                let copy = member.decode(&bytes)?;
                member.merge(&mut **joined.get_or_insert_with(|| member.start()), copy, &groups, context);
            }
            Ok(joined)
        });
        match regrouped {
            Ok(Some(joined)) => *slot = joined,
            // States that are not its own: the member has no rows.
            Ok(None) => *slot = Box::new(()),
            Err(BadState(reason)) => context.fail(codes::STATE, reason),
        }
    }
}

type MemberStates = Vec<Box<dyn States>>;

impl Aggregate for Stats {
    fn start(&self) -> Box<dyn States> {
        Box::new(self.members.iter().map(|member| member.start()).collect::<MemberStates>())
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        let Some(states) = states.as_any().downcast_mut::<MemberStates>() else { return };
        for (member, states) in self.members.iter().zip(states) {
            member.update(&mut **states, group, event, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        let Some(states) = states.as_any().downcast_mut::<MemberStates>() else { return };
        let Ok(later) = later.into_any().downcast::<MemberStates>() else { return };
        for ((member, states), later) in self.members.iter().zip(states).zip(*later) {
            member.merge(&mut **states, later, groups, context);
        }
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let Some(states) = states.as_any().downcast_mut::<MemberStates>() else { return Vec::new() };
        let mut results =
            self.members.iter().zip(states).map(|(member, states)| member.finish(&mut **states, group, context));
        match self.members.len() {
            0 => vec![Row::new()],
            1 => results.next().unwrap_or_default(),
            _ => results.fold(vec![Row::new()], |product, rows| combine(product, rows, context)),
        }
    }

    fn append(&self, states: &mut dyn States, group: usize, results: &mut Results<'_>) {
        let Some(states) = states.as_any().downcast_mut::<MemberStates>() else { return };
        for (member, states) in self.members.iter().zip(states) {
            member.append(&mut **states, group, results);
        }
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        let Some(states) = states.as_any().downcast_mut::<MemberStates>() else {
            return Err(BadState("states of another aggregate".to_owned()));
        };
        let parts: Result<Vec<Vec<u8>>, BadState> =
            self.members.iter().zip(states).map(|(member, states)| member.encode(&mut **states)).collect();
        to_bytes(&parts?)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        let parts: Vec<Vec<u8>> = from_bytes(bytes)?;
        if parts.len() != self.members.len() {
            return Err(BadState(format!("states of {} aggregates, expected {}", parts.len(), self.members.len())));
        }
        let states: Result<MemberStates, BadState> =
            self.members.iter().zip(&parts).map(|(member, part)| member.decode(part)).collect();
        Ok(Box::new(states?))
    }

    fn row_count(&self) -> RowCount {
        self.members.iter().map(|member| member.row_count()).max().unwrap_or(RowCount::One)
    }
}

/// Each combination of a row from `product` and one from `rows`, the latter varying fastest. No row counts as an empty one.
pub fn combine(product: Vec<Row>, mut rows: Vec<Row>, context: &Context) -> Vec<Row> {
    if rows.is_empty() {
        return product;
    }
    if let (1, 1) = (product.len(), rows.len())
        && let (Some(first), Some(second)) = (product.first(), rows.pop())
    {
        return vec![join(first, &second, context)];
    }
    product.iter().flat_map(|first| rows.iter().map(|second| join(first, second, context))).collect()
}

/// The fields of both rows. The same field with different values is an error (functions-stats.html).
fn join(first: &Row, second: &Row, context: &Context) -> Row {
    let mut joined = first.clone();
    for (name, value) in second.iter() {
        match first.get(name) {
            Some(known) if known == value => {}
            Some(known) => conflict(name, known, value, context),
            None => joined.push(name.clone(), value),
        }
    }
    joined
}
