//! `session()`: Cuts the time-ordered events into sessions and runs the aggregate(s) once for each session.

use super::count::Count;
use super::shared::event_time::EventTime;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::Aggregate;
use crate::exec::Stats;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::pipeline::feed_rows;
use crate::exec::{Aggregation, Build, Context, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "session",
    summary: "Cuts the time-ordered events into sessions and runs the aggregate(s) once for each session.",
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
            query: r#"session(count(as=clicks), maxpause=10s)"#,
            input: r#"{"@timestamp":"1000"}
{"@timestamp":"5000"}
{"@timestamp":"60000"}"#,
            output: r#"{"clicks":"2"}
{"clicks":"1"}"#,
        },
        Example {
            query: r#"groupBy(user, function=session(maxpause=1m))"#,
            input: r#"{"@timestamp":"1000","user":"kim"}
{"@timestamp":"2000","user":"kim"}
{"@timestamp":"999000","user":"kim"}"#,
            output: r#"{"user":"kim","_count":"2"}
{"user":"kim","_count":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let pause = build.duration("maxpause")?.ok_or_else(|| build.missing("maxpause"))?;
    let time = EventTime::new(build);
    let stats = match build.aggregates("function") {
        Some(stats) => stats,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    Ok(Executable::Aggregate(Box::new(Session { stats, pause, time })))
}

struct Session {
    stats: Stats,
    pause: i64,
    time: EventTime,
}

impl Aggregation for Session {
    /// The events with their times.
    type State = Vec<(i64, Row)>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        // An event without a time belongs to no session.
        if let Some(time) = self.time.of(event) {
            state.push((time, event.to_row()));
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, mut state: Self::State, context: &Context) -> Vec<Row> {
        state.sort_by_key(|(time, _)| *time);
        let mut rows = Vec::new();
        // A pause of exactly maxpause stays in the session (functions-session.html).
        for events in state.chunk_by(|(before, _), (time, _)| time.saturating_sub(*before) <= self.pause) {
            let mut states = self.stats.start();
            feed_rows(&self.stats, &mut *states, 0, events.iter().map(|(_, row)| row), context);
            rows.extend(self.stats.finish(&mut *states, 0, context));
        }
        rows
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
