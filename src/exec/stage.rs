//! Stages: what one step of a query does to one event.

use std::sync::Arc;

use super::{Condition, Context, Expression, Probe, Transform};
use crate::event::Event;
use crate::symbol::Symbol;

/// What becomes of an event.
pub enum Flow<'e> {
    /// It goes on, perhaps changed.
    Keep,
    /// It ends here.
    Drop,
    /// These go on in its place, in this order. None at all ends the event for good, where `Drop` in a branch of `case`
    /// leaves it to the next branch.
    Many(Vec<Event<'e>>),
}

/// One step, lowered. Filters are the most frequent stage by far, so they are held in place and not behind a pointer.
#[allow(clippy::large_enum_variant)]
pub enum Stage {
    /// Lets events through or not.
    Filter(Condition),
    /// Sets a field unless the value is null.
    Assign(Symbol, Expression),
    /// The first branch that lets the event out wins (language notes 9).
    Case(Vec<Branch>),
    /// Ends the event, also in a branch of `case` (functions-dropevent.html).
    End,
    /// A function that changes, drops or multiplies events.
    Transform(Box<dyn Transform>),
    /// A stage that another pass over the source runs too.
    Shared(Arc<Stage>),
    /// A place that tells a watcher that an event came by.
    Mark(Probe<()>),
}

/// A branch of `case`, an arm of `match`.
pub struct Branch {
    stages: Vec<Stage>,
    /// Whether a stage can drop the event after another one has changed it. Only then a copy is needed, so that a branch
    /// that fails late leaves no trace.
    may_leave_traces: bool,
    /// See [`Stage::names_its_fields`].
    names_its_fields: bool,
}

impl Branch {
    /// A branch of these stages.
    pub fn new(stages: Vec<Stage>) -> Self {
        let mut changed = false;
        let mut may_leave_traces = false;
        for stage in &stages {
            may_leave_traces |= changed && stage.can_drop();
            changed |= stage.changes_event();
            // A stage that both changes and drops may do the one before the other.
            may_leave_traces |= stage.changes_event() && stage.can_drop();
        }
        let names_its_fields = stages.iter().all(Stage::names_its_fields);
        Self { stages, may_leave_traces, names_its_fields }
    }

    /// The branch's stages.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }
}

impl Stage {
    /// The same stage for another pipeline.
    pub fn share(&mut self) -> Self {
        if let Self::Shared(stage) = self {
            return Self::Shared(stage.clone());
        }
        let own = std::mem::replace(self, Self::Filter(Condition::Constant(true)));
        let stage = Arc::new(own);
        *self = Self::Shared(stage.clone());
        Self::Shared(stage)
    }

    /// The stage itself, where it is shared.
    pub fn inner(&self) -> &Self {
        match self {
            Self::Shared(stage) => stage,
            own => own,
        }
    }

    /// Applies the stage.
    pub fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        match self {
            Self::Filter(condition) => {
                if condition.test(event, context) {
                    Flow::Keep
                } else {
                    Flow::Drop
                }
            }
            Self::Assign(target, expression) => {
                if let Some(text) = expression.evaluate(event, context).text(event.arena()) {
                    event.set(*target, text);
                }
                Flow::Keep
            }
            Self::Case(branches) => {
                for branch in branches {
                    if branch.may_leave_traces && branch.names_its_fields {
                        let checkpoint = event.checkpoint();
                        match run(&branch.stages, event, context) {
                            // Stages that touch named fields alone leave a way back.
                            Flow::Drop => _ = event.restore(&checkpoint),
                            passed => return passed,
                        }
                    } else if branch.may_leave_traces {
                        let mut copy = event.fork();
                        match run(&branch.stages, &mut copy, context) {
                            Flow::Drop => {}
                            Flow::Keep => {
                                *event = copy;
                                return Flow::Keep;
                            }
                            many => return many,
                        }
                    } else {
                        match run(&branch.stages, event, context) {
                            Flow::Drop => {}
                            passed => return passed,
                        }
                    }
                }
                Flow::Drop
            }
            Self::End => Flow::Many(Vec::new()),
            Self::Transform(transform) => transform.apply(event, context),
            Self::Shared(stage) => stage.apply(event, context),
            Self::Mark(probe) => {
                probe.tell(None, event);
                Flow::Keep
            }
        }
    }

    /// Whether it touches no fields but those that the query names, so that a checkpoint is enough to take it back.
    pub fn names_its_fields(&self) -> bool {
        match self.inner() {
            Self::Filter(_) | Self::Assign(..) | Self::End | Self::Mark(_) => true,
            Self::Case(branches) => branches.iter().all(|branch| branch.names_its_fields),
            Self::Transform(_) | Self::Shared(_) => false,
        }
    }

    fn can_drop(&self) -> bool {
        match self.inner() {
            Self::Filter(Condition::Constant(true)) | Self::Assign(..) | Self::End | Self::Mark(_) => false,
            Self::Filter(_) | Self::Case(_) | Self::Transform(_) | Self::Shared(_) => true,
        }
    }

    /// Whether the stage can change the event.
    pub fn changes_event(&self) -> bool {
        match self.inner() {
            Self::Filter(condition) => condition.changes_event(),
            Self::Case(branches) => branches.iter().any(|branch| branch.stages.iter().any(Self::changes_event)),
            Self::Assign(..) | Self::Transform(_) | Self::Shared(_) => true,
            Self::End | Self::Mark(_) => false,
        }
    }
}

/// Runs an event through stages. With `Flow::Many` the events have been through all of them.
pub fn run<'e>(stages: &'e [Stage], event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
    for (place, stage) in stages.iter().enumerate() {
        match stage.apply(event, context) {
            Flow::Keep => {}
            Flow::Drop => return Flow::Drop,
            Flow::Many(events) if events.is_empty() => return Flow::Many(events),
            Flow::Many(events) => {
                let rest = stages.get(place + 1..).unwrap_or(&[]);
                return run_many(rest, events, context);
            }
        }
    }
    Flow::Keep
}

/// Runs several events through stages.
pub fn run_many<'e>(stages: &'e [Stage], events: Vec<Event<'e>>, context: &'e Context) -> Flow<'e> {
    if stages.is_empty() {
        return if events.is_empty() { Flow::Drop } else { Flow::Many(events) };
    }
    let mut passed = Vec::with_capacity(events.len());
    for mut event in events {
        match run(stages, &mut event, context) {
            Flow::Keep => passed.push(event),
            Flow::Drop => {}
            Flow::Many(more) => passed.extend(more),
        }
    }
    if passed.is_empty() { Flow::Drop } else { Flow::Many(passed) }
}
