//! `slidingWindow()`: For every event of the sequence, computes the aggregate over the latest `events` events and adds the outputs to the event.

use super::shared::window;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;
use crate::event::{Event, Row};
use crate::exec::Stats;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "slidingWindow",
    summary: "For every event of the sequence, computes the aggregate over the latest `events` events and adds the outputs to the event.",
    page: "functions-slidingwindow.html",
    parameters: &[
        Parameter {
            default: Some("include"),
            values: &["exclude", "include"],
            ..Parameter::new("current", Kind::Text)
        },
        Parameter { required: true, min: Some(1), max: Some(1_000), ..Parameter::new("events", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
    ],
    output: &["the outputs of function, added to each event"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "For every event of the sequence, computes the aggregate over the latest `events` events and adds the outputs to the event; all events come out, in their order, with their own fields.",
        "current=include (default): the window is the current event and the events-1 before it. current=exclude: the `events` events before the current one.",
        "At the start of the sequence the window is simply shorter; an empty window gives sum 0 and count 0.",
        "events must be 1 to 1000; outside is an error.",
        "Must come after an ordering aggregate (head, sort, bucket, groupBy, timeChart ...); otherwise an error.",
        "Only sub-aggregates giving at most one row are allowed.",
        "Several aggregates are combined as in stats(); braces queries with a filter are allowed as sub-aggregates.",
        "Cannot be used in stats() next to other functions that give several rows.",
    ],
    examples: &[
        Example {
            query: r#"sort(t, order=asc) | slidingWindow(sum(n), events=2)"#,
            input: r#"{"t":"1","n":"1"}
{"t":"2","n":"2"}
{"t":"3","n":"4"}"#,
            output: r#"{"t":"1","n":"1","_sum":"1"}
{"t":"2","n":"2","_sum":"3"}
{"t":"3","n":"4","_sum":"6"}"#,
        },
        Example {
            query: r#"sort(t, order=asc) | slidingWindow(count(), events=5, current=exclude)"#,
            input: r#"{"t":"1"}
{"t":"2"}"#,
            output: r#"{"t":"1","_count":"0"}
{"t":"2","_count":"1"}"#,
        },
    ],
    build: Some(build),
};

/// The widest window (functions-slidingwindow.html).
const WIDEST: usize = 1000;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let events = build.limit("events")?;
    if !(1..=WIDEST).contains(&events) {
        let message = format!("parameter events of slidingWindow() is between 1 and {WIDEST}, found {events}");
        return Err(build.error(codes::ARGUMENT_VALUE, "events", message));
    }
    let include = window::includes_current(build);
    let stats = window::single_row_aggregates(build, "function")?;
    Ok(Executable::Aggregate(Box::new(SlidingWindow { stats, events, include })))
}

struct SlidingWindow {
    stats: Stats,
    events: usize,
    include: bool,
}

impl Aggregation for SlidingWindow {
    /// The events in order.
    type State = Vec<Row>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        state.push(event.to_row());
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        let rows = state.iter().enumerate().map(|(place, row)| {
            let end = if self.include { place + 1 } else { place };
            let frame = state.get(end.saturating_sub(self.events)..end).unwrap_or(&[]);
            window::with_results(row, &window::over(&self.stats, frame, context))
        });
        rows.collect()
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
