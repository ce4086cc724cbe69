//! `slidingTimeWindow()`: Gives each event of a sequence in order of time the result of aggregates over the span of time that ends with it.

use super::shared::event_time::millis;
use super::shared::sequence::{Sequence, Walk};
use super::shared::window::{Sliding, includes_current, single_row, with_fields};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Stats};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "slidingTimeWindow",
    summary: "Gives each event of a sequence in order of time the result of aggregates over the span of time that ends with it.",
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
            default: Some("(@timestamp, else @ingesttimestamp)"),
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
        "A window holds at most 10,000 events. [undocumented] what happens beyond; here the last 10,000 are used, with a warning.",
        "Several aggregates are combined as in stats(); a braces query may filter first: [{status=\"failure\" | count(as=failures)}, selectLast(status)].",
        "Cannot be used in stats() next to other functions that give several rows.",
        "span may be quoted or not: span=3s, span=\"3s\".",
    ],
    examples: &[
        Example {
            query: r#"head() | slidingTimeWindow(sum(n), span=2s)"#,
            input: r#"{"@timestamp":"1000","n":"1"}
{"@timestamp":"2000","n":"2"}
{"@timestamp":"3000","n":"4"}"#,
            output: r#"{"@timestamp":"1000","n":"1","_sum":"1"}
{"@timestamp":"2000","n":"2","_sum":"3"}
{"@timestamp":"3000","n":"4","_sum":"6"}"#,
        },
        Example {
            query: r#"sort(t, order=asc) | slidingTimeWindow(count(as=earlier), span=1min, timestampfield=t, current=exclude)"#,
            input: r#"{"t":"60000"}
{"t":"1"}
{"t":"60001"}"#,
            output: r#"{"t":"1","earlier":"0"}
{"t":"60000","earlier":"1"}
{"t":"60001","earlier":"1"}"#,
        },
    ],
    build: Some(build),
};

/// Most events in a window (functions-slidingtimewindow.html).
const MOST_EVENTS: usize = 10_000;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = match build.has("timestampfield") {
        true => vec![build.field("timestampfield")?.name],
        // As named fields, so that the rows of the aggregate before have them, wherever they come from.
        false => vec![build.named("@timestamp").name, build.named("@ingesttimestamp").name],
    };
    let Some(span) = build.duration("span")? else { return Err(build.missing("span")) };
    if span < 1 {
        return Err(build.error(codes::DURATION, "span", "span of slidingTimeWindow() must be at least a millisecond"));
    }
    let current = includes_current(build);
    let function = single_row(build)?;
    Ok(Executable::Aggregate(Box::new(Sequence(SlidingTimeWindow { function, fields, span, current }))))
}

struct SlidingTimeWindow {
    function: Stats,
    /// Where the time stands; the first one that is there counts.
    fields: Vec<String>,
    /// In milliseconds.
    span: i64,
    /// Whether an event is part of its own window.
    current: bool,
}

impl SlidingTimeWindow {
    /// The times of the rows; `None` after a failure.
    fn times(&self, rows: &[Row], context: &Context) -> Option<Vec<i64>> {
        let field = self.fields.first().map_or("", String::as_str);
        let time = |row: &Row| self.fields.iter().find_map(|field| row.get(field).and_then(millis));
        let Some(times) = rows.iter().map(time).collect::<Option<Vec<i64>>>() else {
            let message = format!("slidingTimeWindow() met an event without a timestamp in the field {field}");
            context.fail(codes::NO_TIMESTAMP, message);
            return None;
        };
        if !times.is_sorted() {
            let message = format!(
                "slidingTimeWindow() needs events in ascending order of their timestamp in the field {field}, \
                 such as head() or sort({field}, order=asc) give"
            );
            context.fail(codes::NO_TIMESTAMP, message);
            return None;
        }
        Some(times)
    }
}

impl Walk for SlidingTimeWindow {
    fn walk(&self, rows: Vec<Row>, context: &Context) -> Vec<Row> {
        let Some(times) = self.times(&rows, context) else { return Vec::new() };
        let mut sliding = Sliding::new(&self.function, &rows, context);
        let mut results = Vec::with_capacity(rows.len());
        let mut start = 0;
        for (place, (row, time)) in rows.iter().zip(&times).enumerate() {
            if context.failed() {
                break;
            }
            // An event exactly one span older is out (figures of functions-slidingtimewindow.html).
            let begin = time.saturating_sub(self.span);
            while times.get(start).is_some_and(|time| *time <= begin) {
                start += 1;
            }
            let end = place + usize::from(self.current);
            if end.saturating_sub(start) > MOST_EVENTS {
                context.warn(
                    codes::LIMIT_REACHED,
                    format!("slidingTimeWindow() used the last {MOST_EVENTS} events of a window that holds more"),
                );
                start = end - MOST_EVENTS;
            }
            let result = sliding.result(start.min(end), end);
            results.push(with_fields(row.clone(), result.as_ref()));
        }
        results
    }
}
