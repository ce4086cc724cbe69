//! One number for each key made of an event, for functions that prepare a drawing.

use super::groups::Groups;
use crate::diagnostic::codes;
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, RowCount, States};
use crate::exec::{Aggregate, Build, Context, Stats};
use crate::functions::count::Count;

/// How keys are made, and shown in the end.
pub trait Keys: Send + Sync + 'static {
    /// Appends the key of an event; false if the event takes no part.
    fn write(&self, event: &Event<'_>, key: &mut Vec<u8>) -> bool;

    /// The row of a key, without its number.
    fn row(&self, key: &[u8]) -> Row;

    /// Puts the rows in order.
    fn sort(&self, rows: &mut Vec<Row>);
}

/// An aggregate with one value by key.
pub struct Magnitudes<K> {
    function_name: &'static str,
    keys: K,
    function: Stats,
    output: &'static str,
}

impl<K: Keys> Magnitudes<K> {
    /// From the parameter with the aggregate, by default a count. `output` names the field of the value.
    pub fn new(build: &mut Build<'_>, keys: K, parameter: &str, output: &'static str) -> Self {
        let function = match build.aggregates(parameter) {
            Some(function) => function,
            None => Stats::new(vec![Box::new(Count::events("_count"))]),
        };
        Self { function_name: build.function.name, keys, function, output }
    }
}

impl<K: Keys> Aggregate for Magnitudes<K> {
    fn start(&self) -> Box<dyn States> {
        Box::new(Groups::new(&self.function))
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        let Some(groups) = states.as_any().downcast_mut::<Groups>() else { return };
        if let Some(inner) = groups.enter(group, |key| self.keys.write(event, key)) {
            self.function.update(&mut *groups.inner, inner, event, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, outer: &[usize], context: &Context) {
        let Some(groups) = states.as_any().downcast_mut::<Groups>() else { return };
        let Ok(later) = later.into_any().downcast::<Groups>() else { return };
        groups.merge(*later, outer, &self.function, |rest, key| key.extend_from_slice(rest), context);
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let Some(groups) = states.as_any().downcast_mut::<Groups>() else { return Vec::new() };
        if groups.full {
            let function = self.function_name;
            context.warn(codes::LIMIT_REACHED, format!("{function}() met too many groups; some were left out"));
        }
        let mut rows = Vec::new();
        for member in groups.take_members(group) {
            let results = self.function.finish(&mut *groups.inner, member as usize, context);
            if context.failed() {
                return Vec::new();
            }
            let mut row = self.keys.row(groups.key(member));
            // The aggregate's own name for its result does not count (functions-sankey.html).
            if let Some((_, value)) = results.first().and_then(|result| result.iter().next()) {
                row.push(self.output.into(), value);
            }
            rows.push(row);
        }
        self.keys.sort(&mut rows);
        rows
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        match states.as_any().downcast_mut::<Groups>() {
            Some(groups) => groups.encode(&self.function),
            None => Err(BadState("states of another aggregate".to_owned())),
        }
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        Ok(Box::new(Groups::decode(bytes, &self.function)?))
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}
