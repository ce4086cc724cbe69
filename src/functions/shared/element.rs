//! Running stages on each element of an array, with the element in a field of its own.

use crate::event::Event;
use crate::exec::stage::{self, Flow};
use crate::exec::{Condition, Context, Stage};
use crate::symbol::Symbol;

/// Fields and the values that they get for an element.
pub type Bindings<'e> = Vec<(Symbol, Option<&'e str>)>;

/// The stages that a call runs on elements.
pub struct Body {
    stages: Vec<Stage>,
    /// Whether the stages touch no fields but those that the query names, so that the event itself can serve as the
    /// place of work.
    in_place: bool,
}

impl Body {
    /// Stages that compute something.
    pub fn new(stages: Vec<Stage>) -> Self {
        let in_place = stages.iter().all(Stage::names_its_fields);
        Self { stages, in_place }
    }

    /// Stages that decide. A computation that stands alone, such as `if()`, decides by its value
    /// (functions-array-exists.html).
    pub fn condition(mut stages: Vec<Stage>) -> Self {
        if stages.len() == 1 {
            match stages.pop() {
                Some(Stage::Assign(_, value)) => stages.push(Stage::Filter(Condition::Expression(value))),
                other => stages.extend(other),
            }
        }
        Self::new(stages)
    }

    /// Runs the stages on elements 0, 1, ... `bind` says which fields to set for an element; it gives false when there
    /// is none. `visit` gets the event that came out of the stages, unless they dropped it; it gives false to stop.
    /// Whatever happens, the event is as before in the end.
    pub fn run<'e>(
        &'e self,
        event: &mut Event<'e>,
        context: &'e Context,
        bind: &mut dyn FnMut(&mut Event<'e>, usize, &mut Bindings<'e>) -> bool,
        visit: &mut dyn FnMut(&mut Event<'e>, usize) -> bool,
    ) {
        let mut bindings = Vec::new();
        if !bind(event, 0, &mut bindings) {
            return;
        }
        let checkpoint = event.checkpoint();
        let mut copy = if self.in_place { None } else { Some(event.fork()) };
        let mut index = 0;
        loop {
            let place = copy.as_mut().unwrap_or(&mut *event);
            for (symbol, value) in bindings.drain(..) {
                match value {
                    Some(value) => place.set(symbol, value),
                    None => place.remove(symbol),
                }
            }
            let go_on = match stage::run(&self.stages, place, context) {
                Flow::Keep => visit(place, index),
                Flow::Drop => true,
                Flow::Many(mut events) => events.iter_mut().all(|event| visit(event, index)),
            };
            let restored = place.restore(&checkpoint);
            if let Some(copy) = copy.as_mut().filter(|_| !restored) {
                *copy = event.fork();
            }
            index += 1;
            if !go_on || !bind(event, index, &mut bindings) {
                return;
            }
        }
    }
}
