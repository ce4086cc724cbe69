//! `slidingTimeWindow()`: For every event of the sequence, computes the aggregate over the events of the preceding span of time and adds the outputs to the event.

use super::shared::event_time::{EventTime, millis};
use super::shared::window;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, Stats};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "slidingTimeWindow",
    summary: "For every event of the sequence, computes the aggregate over the events of the preceding span of time and adds the outputs to the event.",
    page: "functions-slidingtimewindow.html",
    parameters: &[
        Parameter {
            default: Some("include"),
            values: &["exclude", "include"],
            ..Parameter::new("current", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("span", Kind::Duration) },
        Parameter {
            default: Some("@timestamp or @ingesttimestamp, whichever the query runs on"),
            ..Parameter::new("timestampfield", Kind::Field)
        },
    ],
    output: &["the outputs of function, added to each event"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "For every event of the sequence, computes the aggregate over the events of the preceding span of time and adds the outputs to the event; all events come out, in their order, with their own fields.",
        "[figures] The window of an event at time t holds the events with t - span < time <= t: an event exactly span older is out (sum example: 1001 is not in the 3 s window of 4001).",
        "current=exclude leaves the current event itself out; the lower edge stays the same.",
        "[figures] An empty window gives sum 0 and count 0.",
        "An output with the name of an existing field overwrites it (selectLast(status) over the window sets status).",
        "Must come after an aggregate that establishes an order (head, sort, bucket, groupBy, timeChart ...); otherwise an error. Inside groupBy(key, function=slidingTimeWindow(...)) it works per group, after a preceding ordering aggregate.",
        "Only sub-aggregates that give at most one row are allowed (sum, avg, count, selectLast, { filter | count() } ...); others are an error.",
        "Events must be in ascending time order of timestampfield; unordered or missing timestamps are an error at run time.",
        "A window holds at most 10,000 events. [undocumented] what happens beyond (error or warning).",
        "Several aggregates are combined as in stats(); a braces query may filter first: [{status=\"failure\" | count(as=failures)}, selectLast(status)].",
        "Cannot be used in stats() next to other functions that give several rows.",
        "span may be quoted or not: span=3s, span=\"3s\".",
    ],
    examples: &[
        Example {
            query: r#"head() | slidingTimeWindow(count(), span=2s)"#,
            input: r#"{"@timestamp":"1000"}
{"@timestamp":"2000"}
{"@timestamp":"3000"}"#,
            output: r#"{"@timestamp":"1000","_count":"1"}
{"@timestamp":"2000","_count":"2"}
{"@timestamp":"3000","_count":"2"}"#,
        },
        Example {
            query: r#"head() | slidingTimeWindow(sum(n), span=1m, current=exclude)"#,
            input: r#"{"@timestamp":"1000","n":"3"}
{"@timestamp":"2000","n":"4"}"#,
            output: r#"{"@timestamp":"1000","n":"3","_sum":"0"}
{"@timestamp":"2000","n":"4","_sum":"3"}"#,
        },
    ],
    build: Some(build),
};

/// Most events of a window (functions-slidingtimewindow.html).
const MOST_EVENTS: usize = 10_000;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let span = build.duration("span")?.ok_or_else(|| build.missing("span"))?;
    let field = if build.has("timestampfield") { Some(build.field("timestampfield")?.symbol) } else { None };
    let time = EventTime::new(build);
    let include = window::includes_current(build);
    let stats = window::single_row_aggregates(build, "function")?;
    Ok(Executable::Aggregate(Box::new(SlidingTimeWindow { stats, span, include, field, time })))
}

struct SlidingTimeWindow {
    stats: Stats,
    span: i64,
    include: bool,
    field: Option<Symbol>,
    time: EventTime,
}

impl Aggregation for SlidingTimeWindow {
    /// The events in order, with their times.
    type State = Vec<(Option<i64>, Row)>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        let time = match self.field {
            Some(field) => event.get(field).and_then(millis),
            None => self.time.of(event),
        };
        state.push((time, event.to_row()));
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        let mut rows = Vec::with_capacity(state.len());
        let mut start = 0;
        let mut before = i64::MIN;
        for (place, (time, row)) in state.iter().enumerate() {
            let Some(time) = time.filter(|time| *time >= before) else {
                context.fail(
                    codes::NO_TIMESTAMP,
                    "slidingTimeWindow() needs events in ascending order of their timestamp; put sort(@timestamp, order=asc) or head() before it",
                );
                return Vec::new();
            };
            before = time;
            let edge = time.saturating_sub(self.span);
            while state.get(start).is_some_and(|(other, _)| other.is_some_and(|other| other <= edge)) && start < place {
                start += 1;
            }
            let end = if self.include { place + 1 } else { place };
            if end.saturating_sub(start) > MOST_EVENTS {
                context.warn(
                    codes::LIMIT_REACHED,
                    format!(
                        "a window of slidingTimeWindow() holds more than {MOST_EVENTS} events; the oldest were left out"
                    ),
                );
                start = end - MOST_EVENTS;
            }
            let frame = state.get(start..end.max(start)).unwrap_or(&[]);
            let results = window::over(&self.stats, frame.iter().map(|(_, row)| row), context);
            rows.push(window::with_results(row, &results));
        }
        rows
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
