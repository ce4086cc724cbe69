//! The first pass of `selfJoin` and `selfJoinFilter`: the keys for which every clause is satisfied by some event.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::subquery::{reduce, steps_before};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::arguments::{Subquery, SubqueryId};
use crate::exec::{Aggregation, Build, Context, Flow, Stage, Target, Test, stage};
use crate::symbol::{FieldName, Symbol};

/// Most clauses of one call; each is a bit.
const CLAUSE_LIMIT: usize = 64;

/// Registers the search of a call with the parameter `where`. Gives the subquery, whose rows are the keys, and the clauses
/// for use in the second pass. `limit`: most keys, for `selfJoin`.
///
/// # Errors
/// When there are no clauses or too many, or the call is no step of its own.
pub fn search(
    build: &mut Build<'_>,
    fields: &[Target],
    limit: Option<usize>,
) -> Result<(SubqueryId, Clauses), Diagnostic> {
    let filters = build.filters("where");
    if fields.is_empty() {
        return Err(build.missing("field"));
    }
    if filters.is_empty() {
        return Err(build.missing("where"));
    }
    if filters.len() > CLAUSE_LIMIT {
        let message =
            format!("{}() takes at most {CLAUSE_LIMIT} clauses, found {}", build.function.name, filters.len());
        return Err(build.error(codes::ARGUMENT_VALUE, "where", message));
    }
    let mut clauses = Clauses(filters.into_iter().map(Clause::new).collect());
    let mut pipeline = steps_before(build)?;
    let keys = KeySearch {
        fields: fields.iter().map(|field| (field.name.as_str().into(), field.symbol)).collect(),
        all: u64::MAX >> (CLAUSE_LIMIT - clauses.0.len()),
        clauses: clauses.share(),
        limit,
        function: build.function.name,
    };
    reduce(&mut pipeline, keys);
    let id = build.subqueries.add(Subquery { pipeline, start: None, end: None, limit: None });
    Ok((id, clauses))
}

/// Filters, each of which an event can satisfy.
pub struct Clauses(Vec<Clause>);

struct Clause {
    stages: Vec<Stage>,
    /// Whether it must work on a copy, so that captures and assignments leave the event alone.
    copies: bool,
}

impl Clause {
    fn new(stages: Vec<Stage>) -> Self {
        Self { copies: stages.iter().any(Stage::changes_event), stages }
    }

    fn holds<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let flow = if self.copies {
            stage::run(&self.stages, &mut event.fork(), context)
        } else {
            stage::run(&self.stages, event, context)
        };
        match flow {
            Flow::Keep => true,
            Flow::Drop => false,
            Flow::Many(events) => !events.is_empty(),
        }
    }
}

impl Clauses {
    /// A bit for each clause that the event satisfies, the first clause lowest.
    pub fn satisfied<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> u64 {
        let mut bits = 0;
        for (number, clause) in self.0.iter().enumerate() {
            if clause.holds(event, context) {
                bits |= 1 << number;
            }
        }
        bits
    }

    /// The same clauses for another pipeline.
    fn share(&mut self) -> Self {
        let share = |clause: &mut Clause| Clause {
            stages: clause.stages.iter_mut().map(Stage::share).collect(),
            copies: clause.copies,
        };
        Self(self.0.iter_mut().map(share).collect())
    }

    /// A test that an event passes when it satisfies all clauses.
    pub fn all(&mut self) -> AllClauses {
        AllClauses(self.share())
    }
}

/// All clauses at once.
pub struct AllClauses(Clauses);

impl Test for AllClauses {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        self.0.0.iter().all(|clause| clause.holds(event, context))
    }
}

/// The values of several fields as one text that differs for different values; `None` when one is missing.
pub fn key_text<'e>(event: &Event<'e>, mut fields: impl Iterator<Item = Symbol>) -> Option<&'e str> {
    let first = event.get(fields.next()?)?;
    let Some(second) = fields.next() else { return Some(first) };
    let mut key = bumpalo::collections::String::new_in(event.arena());
    key.push_str(first);
    for field in std::iter::once(second).chain(fields) {
        use std::fmt::Write;
        let value = event.get(field)?;
        // A length in front of each further value keeps ("a", "bc") and ("ab", "c") apart.
        let _ = write!(key, "\u{0}{}\u{0}{value}", value.len());
    }
    Some(key.into_bump_str())
}

struct KeySearch {
    fields: Vec<(FieldName, Symbol)>,
    clauses: Clauses,
    all: u64,
    limit: Option<usize>,
    function: &'static str,
}

/// The values of a key, and a bit for each clause that an event with it has satisfied.
type Key = (Vec<Box<str>>, u64);

/// Keys by their text.
#[derive(Default, Serialize, Deserialize)]
pub struct Keys(HashMap<Box<str>, Key, foldhash::fast::FixedState>);

impl Aggregation for KeySearch {
    type State = Keys;

    fn update<'e>(&'e self, state: &mut Keys, event: &mut Event<'e>, context: &'e Context) {
        let Some(key) = key_text(event, self.fields.iter().map(|(_, symbol)| *symbol)) else { return };
        let known = state.0.get_mut(key);
        if known.as_ref().is_some_and(|(_, bits)| *bits == self.all) {
            return;
        }
        let bits = self.clauses.satisfied(event, context);
        match known {
            Some((_, known)) => *known |= bits,
            None if bits == 0 => {}
            None => {
                let values = self.fields.iter().filter_map(|(_, symbol)| event.get(*symbol).map(Into::into));
                state.0.insert(key.into(), (values.collect(), bits));
            }
        }
    }

    fn merge(&self, state: &mut Keys, later: Keys, _context: &Context) {
        for (key, (values, bits)) in later.0 {
            state.0.entry(key).or_insert((values, 0)).1 |= bits;
        }
    }

    fn finish(&self, state: Keys, context: &Context) -> Vec<Row> {
        let mut keys: Vec<Vec<Box<str>>> =
            state.0.into_values().filter(|(_, bits)| *bits == self.all).map(|(values, _)| values).collect();
        if let Some(limit) = self.limit
            && keys.len() > limit
        {
            context.warn(
                codes::LIMIT_REACHED,
                format!("{}() found {} keys; only {limit} of them are used (limit)", self.function, keys.len()),
            );
            // The same keys whatever the order of the parts.
            keys.sort_unstable();
            keys.truncate(limit);
        }
        let row =
            |values: Vec<Box<str>>| self.fields.iter().zip(values).map(|((name, _), value)| (name.clone(), value));
        keys.into_iter().map(|values| row(values).collect()).collect()
    }
}
