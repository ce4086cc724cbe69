//! What each stage of a query drops of all events, with one example each.

use std::ops::ControlFlow;

use super::{Asked, StageStory, Trouble};
use crate::eval::walk::{Walk, Walker, Wish};
use crate::event::source::EventSource;
use crate::event::{Event, Row};
use crate::exec::Settings;
use crate::source::Span;

/// What the stages before the first aggregate dropped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Events read.
    pub events: u64,
    /// Events outside the search interval.
    pub outside: u64,
    /// Each stage.
    pub stages: Vec<StageSummary>,
    /// Events that passed all of them.
    pub passed: u64,
}

/// What a stage dropped.
#[derive(Clone, Debug, PartialEq)]
pub struct StageSummary {
    /// Where it stands in the query.
    pub span: Span,
    /// Events that came to it.
    pub came: u64,
    /// Events that it dropped.
    pub dropped: u64,
    /// The number of the first one, and how it was dropped.
    pub example: Option<(u64, StageStory)>,
}

/// Walks all events through a query.
///
/// # Errors
/// When the query cannot run.
pub fn summary(text: &str, settings: &Settings, source: &dyn EventSource) -> Result<Summary, Trouble> {
    let asked = Asked::new(text, settings)?;
    let failed = |failure: crate::exec::context::Failure| Trouble::Failed(failure.message);
    let walk = Walk::new(&asked.watched.plan, source).map_err(failed)?;
    let labels = &asked.watched.plan.pipeline.labels;
    let stages = labels.iter().map(|label| StageSummary { span: label.span, came: 0, dropped: 0, example: None });
    let mut count =
        Count { asked: &asked, number: 0, summary: Summary { stages: stages.collect(), ..Summary::default() } };
    walk.events(source, &mut count).map_err(failed)?;
    Ok(count.summary)
}

struct Count<'c> {
    asked: &'c Asked,
    number: u64,
    summary: Summary,
}

impl Walker for Count<'_> {
    fn enter(&mut self, number: u64, in_interval: bool, _: &Event<'_>) -> Wish {
        self.number = number;
        self.summary.events += 1;
        self.summary.outside += u64::from(!in_interval);
        self.asked.log.clear();
        Wish::Walk
    }

    fn stage(&mut self, place: usize, left: &[Event<'_>]) -> ControlFlow<()> {
        if let Some(stage) = self.summary.stages.get_mut(place) {
            stage.came += 1;
            stage.dropped += u64::from(left.is_empty());
            if left.is_empty() && stage.example.is_none() {
                stage.example = Some((self.number, self.asked.story(stage.span, &Row::new(), left)));
            }
        }
        self.asked.log.clear();
        ControlFlow::Continue(())
    }

    fn leave(&mut self, _: &[Event<'_>], _: Option<Vec<Row>>) {
        self.summary.passed += 1;
    }
}
