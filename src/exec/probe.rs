//! Probes: parts of a plan that tell a watcher what they decided. A plan that nobody watches holds none of them.

use std::sync::Arc;

use crate::event::Event;

/// Hears what the probes of a plan see; called by the threads of a run.
pub trait Watch: Send + Sync {
    /// A part of the query was evaluated for an event: whether it held, or `None` where it has no truth value. The event
    /// is as the part leaves it.
    fn seen(&self, point: usize, held: Option<bool>, event: &Event<'_>);
}

/// A part of a plan with someone who watches it.
pub struct Probe<T> {
    /// The number of the point in the list that comes with the plan.
    pub point: usize,
    /// Who is told.
    pub watch: Arc<dyn Watch>,
    /// The part itself.
    pub inner: Box<T>,
}

impl<T> Probe<T> {
    /// Tells what was seen.
    pub fn tell(&self, held: Option<bool>, event: &Event<'_>) {
        self.watch.seen(self.point, held, event);
    }
}
