//! `session()`: Cuts the events at long pauses into sessions, and aggregates each of them.

use super::count::Count;
use super::shared::event_time::EventTime;
use super::shared::window::Rerun;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate as _, Aggregation, Build, Context, Executable, RowCount, Stats};
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "session",
    summary: "Cuts the events at long pauses into sessions, and aggregates each of them.",
    page: "functions-session.html",
    parameters: &[
        Parameter { unnamed: true, default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("15m"), ..Parameter::new("maxpause", Kind::Duration) },
    ],
    output: &["the outputs of function"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Cuts the time-ordered events into sessions and runs the aggregate(s) once for each session: one result row a session (more if the aggregate gives more).",
        "A new session starts when the pause since the previous event is more than maxpause (default 15m). A pause of exactly maxpause stays in the session.",
        "Several aggregates are combined as in stats().",
        "Nearly always used inside groupBy: groupBy(key, function=session(...)) then gives one row for each key and session, with the key field added.",
        "The unnamed argument may come after named ones: session(maxpause=15m, count(as=clicks)).",
        "No fields besides those of function (and the group keys) are documented, in particular no session start time or length; take min(@timestamp), max(@timestamp) or range(@timestamp) as sub-aggregates for that.",
        "[inferred] Sessions of a group come in time order.",
    ],
    examples: &[
        Example {
            query: r#"session(maxpause=10s)"#,
            input: r#"{"@timestamp":"1000"}
{"@timestamp":"11000"}
{"@timestamp":"21001"}"#,
            output: r#"{"_count":"2"}
{"_count":"1"}"#,
        },
        Example {
            query: r#"groupBy(user, function=session([collect(page, separator=">"), range(@timestamp, as=ms)], maxpause=1m))"#,
            input: r#"{"@timestamp":"2000","user":"a","page":"cart"}
{"@timestamp":"1000","user":"a","page":"home"}
{"@timestamp":"90000","user":"a","page":"home"}"#,
            output: r#"{"user":"a","page":"home>cart","ms":"1000"}
{"user":"a","page":"home","ms":"0"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let function = match build.aggregates("function") {
        Some(function) => function,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    let pause = build.duration("maxpause")?.unwrap_or(0);
    Ok(Executable::Aggregate(Box::new(Session { function, pause, time: EventTime::new(build) })))
}

struct Session {
    function: Stats,
    /// The longest pause within a session, in milliseconds.
    pause: i64,
    time: EventTime,
}

/// The events so far. What one of them belongs to shows only when all are there, since they need not come in order.
#[derive(Default, Serialize, Deserialize)]
struct Events {
    /// Times in epoch milliseconds.
    timed: Vec<(i64, Row)>,
    /// How many had no time.
    timeless: u64,
}

impl Aggregation for Session {
    type State = Events;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        match self.time.of(event) {
            Some(time) => {
                let row = event.to_row();
                if !event.is_damaged() {
                    state.timed.push((time, row));
                }
            }
            None => state.timeless += 1,
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.timed.extend(later.timed);
        state.timeless += later.timeless;
    }

    fn finish(&self, mut state: Self::State, context: &Context) -> Vec<Row> {
        if state.timeless > 0 {
            context.warn(codes::NO_TIMESTAMP, "session() left out events without @timestamp");
        }
        // A stable sort: events of one time keep the input order.
        state.timed.sort_by_key(|(time, _)| *time);
        let (times, rows): (Vec<i64>, Vec<Row>) = state.timed.into_iter().unzip();
        let mut rerun = Rerun::new(&self.function, context);
        let mut results = Vec::new();
        let mut rest = rows.as_slice();
        for session in times.chunk_by(|time, next| next.saturating_sub(*time) <= self.pause) {
            let (events, later) = rest.split_at_checked(session.len()).unwrap_or((rest, &[]));
            rest = later;
            let before = results.len();
            results.extend(rerun.over(events));
            if results.len() == before {
                // A session is there even if its aggregates have nothing to say, as a group of groupBy() is.
                results.push(Row::new());
            }
            if context.failed() {
                break;
            }
        }
        results
    }

    fn row_count(&self) -> RowCount {
        self.function.row_count().max(RowCount::Several)
    }
}
