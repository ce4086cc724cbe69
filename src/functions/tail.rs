//! `tail()`: Keeps the newest events, in the order of time.

use super::shared::event_time::EventTime;
use super::shared::order::{Column, KeyKind, Ranking, TopRows};
use super::sort;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount};
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "tail",
    summary: "Keeps the newest events, in the order of time.",
    page: "functions-tail.html",
    parameters: &[Parameter {
        unnamed: true,
        default: Some("200"),
        min: Some(1),
        max: Some(200_000),
        summary: "StateRowLimit",
        ..Parameter::new("limit", Kind::Integer)
    }],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "The most recent limit events by @timestamp, or by @ingesttimestamp where there is no @timestamp; events keep all fields.",
        "If neither field exists the query fails with the message: Expected events to have a @timestamp field for tail to work.",
        "limit 1 to 200,000 (StateRowLimit); limit=max is the upper bound. Fewer matching events: all are returned.",
        "An implicit tail(200) ends every query that has no aggregate (display only; exports are complete).",
        "As a sub-aggregate it keeps the latest event(s) of each group: groupBy(f, function=tail(1)).",
        "[undocumented] Order of the returned events and which events win among equal timestamps. head() is said to sort by time; ascending time order is the natural counterpart.",
    ],
    examples: &[
        Example {
            query: "tail(2)",
            input: r#"{"@timestamp":"3000","id":"c"}
{"@timestamp":"1000","id":"a"}
{"@timestamp":"2000","id":"b"}"#,
            output: r#"{"@timestamp":"2000","id":"b"}
{"@timestamp":"3000","id":"c"}"#,
        },
        Example {
            query: "groupBy(id, function=tail(1)) | select([id, v])",
            input: r#"{"@timestamp":"1000","id":"1","v":"old"}
{"@timestamp":"2000","id":"1","v":"new"}"#,
            output: r#"{"id":"1","v":"new"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(Ends::newest(build)?)))
}

/// The oldest or the newest events by time. Events without a time count as neither old nor new: they come in only where
/// there are too few others, and then in input order.
pub(super) struct Ends {
    function: &'static str,
    ranking: Ranking,
    time: EventTime,
    limit_given: bool,
}

/// The events so far.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Events {
    top: TopRows,
    /// How many had no time.
    timeless: u64,
}

impl Ends {
    /// `head`: the oldest events.
    pub(super) fn oldest(build: &mut Build<'_>) -> Result<Self, Diagnostic> {
        Self::new(build, false)
    }

    fn newest(build: &mut Build<'_>) -> Result<Self, Diagnostic> {
        Self::new(build, true)
    }

    fn new(build: &mut Build<'_>, newest: bool) -> Result<Self, Diagnostic> {
        let column = Column {
            field: build.silent("@timestamp"),
            fallback: Some(build.silent("@ingesttimestamp")),
            kind: KeyKind::Time,
            descending: newest,
            missing_last: true,
        };
        // Of equally new events the later one in the input is the newer one.
        let ranking = Ranking { columns: vec![column], limit: build.limit("limit")?, later_first: newest };
        let time = EventTime::new(build);
        Ok(Self { function: build.function.name, ranking, time, limit_given: build.has("limit") })
    }

    fn is_tail(&self) -> bool {
        self.ranking.later_first
    }
}

impl Aggregation for Ends {
    type State = Events;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, context: &'e Context) {
        if self.time.of(event).is_none() {
            // One look is enough: what the query did to one event it did to all.
            if state.timeless == 0 && self.is_tail() && self.time.was_dropped(event) {
                context.fail(codes::NO_TIMESTAMP, "Expected events to have a @timestamp field for tail to work");
            }
            state.timeless += 1;
        }
        self.ranking.offer(&mut state.top, event, Event::to_row);
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        self.ranking.merge(&mut state.top, later.top);
        state.timeless += later.timeless;
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        let timeless = state.timeless;
        let (mut rows, cut) = self.ranking.finish(state.top);
        if cut && timeless > 0 {
            let function = self.function;
            context.warn(
                codes::NO_TIMESTAMP,
                format!("{function}() met events without @timestamp and went by their order in the input"),
            );
        }
        if cut && !self.limit_given {
            sort::warn_cut(self.function, self.ranking.limit, "events", context);
        }
        if self.is_tail() {
            rows.reverse();
        }
        rows
    }

    fn keeps(&self) -> Option<(usize, &'static str)> {
        Some((self.ranking.limit, "events"))
    }

    fn row_count(&self) -> RowCount {
        if self.ranking.limit > 1 { RowCount::Several } else { RowCount::One }
    }
}
