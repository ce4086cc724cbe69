//! What the probes of a plan told while one event was walked.

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::event::Event;
use crate::exec::Watch;
use crate::plan::{Point, PointKind};
use crate::source::Span;

/// Everything that was seen since it was last cleared, in order.
#[derive(Default)]
pub(super) struct Log {
    seen: Mutex<Vec<Seen>>,
    points: OnceLock<Vec<(Point, Vec<String>)>>,
}

/// One thing that was seen.
#[derive(Clone)]
pub(super) struct Seen {
    pub point: Point,
    pub held: Option<bool>,
    /// The fields that the part reads, with their values at that time.
    pub values: Vec<(String, Option<String>)>,
}

impl Log {
    /// The points of the plan, each with the fields whose values are kept.
    pub fn know(&self, points: Vec<(Point, Vec<String>)>) {
        // The plan is compiled once.
        let _ = self.points.set(points);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// Whether an event has come to the branch that begins with this span.
    pub fn has_entered(&self, span: Span) -> bool {
        self.lock().iter().any(|seen| seen.point == Point { kind: PointKind::Branch, span })
    }

    /// Whether an event has passed the step of a branch.
    pub fn has_passed(&self, span: Span) -> bool {
        self.lock().iter().any(|seen| seen.point == Point { kind: PointKind::Step, span })
    }

    /// What was last seen of a condition or a test.
    pub fn last(&self, span: Span) -> Option<Seen> {
        let decides = |kind| matches!(kind, PointKind::Condition | PointKind::Value);
        self.lock().iter().rev().find(|seen| seen.point.span == span && decides(seen.point.kind)).cloned()
    }
}

impl Watch for Log {
    fn seen(&self, point: usize, held: Option<bool>, event: &Event<'_>) {
        let Some((point, fields)) = self.points.get().and_then(|points| points.get(point)) else { return };
        let value = |name: &String| event.symbols().find(name).and_then(|symbol| event.get(symbol)).map(str::to_owned);
        let values = fields.iter().map(|name| (name.clone(), value(name))).collect();
        self.lock().push(Seen { point: *point, held, values });
    }
}
