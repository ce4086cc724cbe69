//! `slidingWindow()`: Gives each event of an ordered sequence the result of aggregates over the last few events.

use super::shared::sequence::{Sequence, Walk};
use super::shared::window::{Sliding, includes_current, single_row, with_fields};
use crate::diagnostic::Diagnostic;
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Stats};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "slidingWindow",
    summary: "Gives each event of an ordered sequence the result of aggregates over the last few events.",
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
            query: r#"head() | slidingWindow([avg(n), count()], events=2)"#,
            input: r#"{"@timestamp":"1000","n":"1"}
{"@timestamp":"2000","n":"4"}
{"@timestamp":"3000","n":"6"}"#,
            output: r#"{"@timestamp":"1000","n":"1","_avg":"1","_count":"1"}
{"@timestamp":"2000","n":"4","_avg":"2.5","_count":"2"}
{"@timestamp":"3000","n":"6","_avg":"5","_count":"2"}"#,
        },
        Example {
            query: r#"sort(n, order=asc) | slidingWindow({n > 1 | count(as=large)}, events=2, current=exclude)"#,
            input: r#"{"n":"3"}
{"n":"1"}
{"n":"2"}"#,
            output: r#"{"n":"1","large":"0"}
{"n":"2","large":"0"}
{"n":"3","large":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let Some(events) = build.integer("events")? else { return Err(build.missing("events")) };
    let events = usize::try_from(events).unwrap_or(1);
    let current = includes_current(build);
    let function = single_row(build)?;
    Ok(Executable::Aggregate(Box::new(Sequence(SlidingWindow { function, events, current }))))
}

struct SlidingWindow {
    function: Stats,
    events: usize,
    /// Whether an event is part of its own window.
    current: bool,
}

impl Walk for SlidingWindow {
    fn walk(&self, rows: Vec<Row>, context: &Context) -> Vec<Row> {
        let mut sliding = Sliding::new(&self.function, &rows, context);
        let mut results = Vec::with_capacity(rows.len());
        for (place, row) in rows.iter().enumerate() {
            if context.failed() {
                break;
            }
            let end = place + usize::from(self.current);
            let result = sliding.result(end.saturating_sub(self.events), end);
            results.push(with_fields(row.clone(), result.as_ref()));
        }
        results
    }
}
