//! `series()`: Joins the values of fields over the events, in the order of time, into one row or a few.

use super::shared::event_time::EventTime;
use super::shared::groups::{GroupField, group_fields};
use super::shared::series::{Moment, Rules};
use super::shared::window::matches_stages;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount, Stage};
use crate::value::number::{self, Number};
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "series",
    summary: "Joins the values of fields over the events, in the order of time, into one row or a few.",
    page: "functions-series.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("collect", Kind::Fields) },
        Parameter::new("endmatch", Kind::Stages),
        Parameter::new("maxduration", Kind::Duration),
        Parameter::new("maxpause", Kind::Duration),
        Parameter {
            default: Some("1KiB"),
            min: Some(1),
            max: Some(1_024),
            summary: "bytes; upper bound MAX_SERIES_MEMLIMIT; also written like 1KB",
            ..Parameter::new("memlimit", Kind::Text)
        },
        Parameter { default: Some("\\n"), ..Parameter::new("separator", Kind::Text) },
        Parameter::new("startmatch", Kind::Stages),
    ],
    output: &["@timestamp", "_duration", "the collected fields"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Joins the values of the collected fields over many events, in time order, into one event (or several, when one of the splitting parameters is used).",
        "Output fields: @timestamp = time of the first event of the series; _duration = last minus first time in milliseconds; each collected field = its values joined with separator (default newline).",
        "A series with a single value has _duration 0.",
        "Duplicates are kept: GET;POST;GET;GET stays as it is (unlike collect()).",
        "maxpause: a gap between neighbouring events of more than this starts a new series. maxduration: an event later than first event plus this starts a new series. [undocumented] what happens at exactly the limit; session() says 'more than', so treat equal as still inside.",
        "startmatch: a filter in braces tried on the whole event; a matching event starts a new series. Events before the first start event, and events between an end event and the next start event, are ignored. Every series has exactly one start event.",
        "endmatch: a matching event is the last of its series. A series that never meets its end event is still output; endmatch alone never makes events be ignored.",
        "memlimit (default and maximum 1 KiB) bounds the memory of one invocation, across all its sub-series; inside groupBy it counts per group. [undocumented] what is reported when it is exceeded; here collecting stops, with a warning.",
        "[inferred] Events having none of the collected fields do not count for time and duration; they can still start and end a series.",
        "Inside groupBy every row also carries the group fields; a group may give several rows.",
        "Free-text filters such as { /Login attempt:/ } are allowed in startmatch and endmatch.",
    ],
    examples: &[
        Example {
            query: r#"series(verb, separator=",")"#,
            input: r#"{"@timestamp":"3000","verb":"PUT"}
{"@timestamp":"1000","verb":"GET"}
{"@timestamp":"4000","verb":"GET"}"#,
            output: r#"{"@timestamp":"1000","_duration":"3000","verb":"GET,PUT,GET"}"#,
        },
        Example {
            query: r#"groupBy(user, function=series([step], separator=">", startmatch={step=login}, maxpause=1m))"#,
            input: r#"{"@timestamp":"1000","user":"a","step":"read"}
{"@timestamp":"2000","user":"a","step":"login"}
{"@timestamp":"9000","user":"a","step":"read"}
{"@timestamp":"10000","user":"a","step":"login"}"#,
            output: r#"{"user":"a","@timestamp":"2000","_duration":"7000","step":"login>read"}
{"user":"a","@timestamp":"10000","_duration":"0","step":"login"}"#,
        },
    ],
    build: Some(build),
};

/// Most bytes of values in a group (functions-series.html, MAX_SERIES_MEMLIMIT).
const MOST_BYTES: f64 = 1024.0;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let targets = build.fields("collect");
    let fields = group_fields(build, &targets);
    let start = if build.has("startmatch") { Some(build.stages("startmatch")?) } else { None };
    let end = if build.has("endmatch") { Some(build.stages("endmatch")?) } else { None };
    let rules = Rules {
        pause: build.duration("maxpause")?,
        duration: build.duration("maxduration")?,
        needs_start: start.is_some(),
        limit: memory_limit(build)?,
    };
    let separator = if build.has("separator") { build.text("separator")? } else { "\n".to_owned() };
    Ok(Executable::Aggregate(Box::new(Series { fields, start, end, rules, separator, time: EventTime::new(build) })))
}

/// The argument `memlimit` in bytes: a number, alone or with KB or KiB.
fn memory_limit(build: &Build<'_>) -> Result<usize, Diagnostic> {
    let text = build.text("memlimit")?;
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match text.get(digits.len()..).unwrap_or("").to_ascii_lowercase().as_str() {
        "" | "b" => Some(1.0),
        "k" | "kb" => Some(1000.0),
        "kib" => Some(1024.0),
        _ => None,
    };
    let bytes = unit.zip(number::parse_f64(digits.trim())).map(|(unit, number)| unit * number);
    match bytes.filter(|bytes| (1.0..=MOST_BYTES).contains(bytes)) {
        Some(bytes) => Ok(bytes as usize),
        None => Err(build.error(
            codes::ARGUMENT_VALUE,
            "memlimit",
            format!("parameter memlimit of series() must be from 1 byte to 1KiB, found {text}: the limit of LogScale"),
        )),
    }
}

struct Series {
    fields: Vec<GroupField>,
    start: Option<Vec<Stage>>,
    end: Option<Vec<Stage>>,
    rules: Rules,
    separator: String,
    time: EventTime,
}

/// The events so far. Where series begin shows only when all are there, since they need not come in order.
#[derive(Default, Serialize, Deserialize)]
struct Moments {
    moments: Vec<Moment>,
    /// What the moments cost, roughly.
    cost: usize,
    /// How many events had no time.
    timeless: u64,
}

impl Series {
    /// Forgets what is beyond the limit, now and then. Where events can be ignored that shows only in the end.
    fn shorten(&self, state: &mut Moments) {
        if !self.rules.needs_start && state.cost > self.rules.limit.saturating_mul(4) {
            self.rules.shorten(&mut state.moments);
            state.cost = state.moments.iter().map(|moment| self.rules.bounded_cost(moment)).sum();
        }
    }
}

impl Aggregation for Series {
    type State = Moments;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, context: &'e Context) {
        let matches = |stages: &'e Option<Vec<Stage>>, event: &mut Event<'e>| {
            // A copy, since a filter may set fields.
            stages.as_ref().is_some_and(|stages| matches_stages(stages, &mut event.fork(), context))
        };
        let (start, end) = (matches(&self.start, event), matches(&self.end, event));
        let value = |field: &GroupField| event.get(field.symbol).map(Box::from);
        let values: Vec<Option<Box<str>>> = self.fields.iter().map(value).collect();
        if !start && !end && values.iter().all(Option::is_none) {
            return;
        }
        let Some(time) = self.time.of(event) else {
            state.timeless += 1;
            return;
        };
        let moment = Moment { time, start, end, values };
        state.cost += self.rules.bounded_cost(&moment);
        state.moments.push(moment);
        self.shorten(state);
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.moments.extend(later.moments);
        state.cost += later.cost;
        state.timeless += later.timeless;
        self.shorten(state);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        if state.timeless > 0 {
            context.warn(codes::NO_TIMESTAMP, "series() left out events without @timestamp");
        }
        let (series, cut) = self.rules.cut(state.moments);
        if cut {
            let limit = self.rules.limit;
            context.warn(
                codes::LIMIT_REACHED,
                format!("series() collected the first {limit} bytes of values and left out the rest (memlimit)"),
            );
        }
        series.iter().filter_map(|moments| self.row(moments)).collect()
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}

impl Series {
    /// None for a series without values.
    fn row(&self, moments: &[Moment]) -> Option<Row> {
        let mut times = moments.iter().filter(|moment| moment.has_value()).map(|moment| moment.time);
        let first = times.next()?;
        let last = times.next_back().unwrap_or(first);
        let mut row = Row::new();
        row.push("@timestamp".into(), &number::format(Number::Integer(first)));
        row.push("_duration".into(), &number::format(Number::Integer(last.saturating_sub(first))));
        for (place, field) in self.fields.iter().enumerate() {
            let values: Vec<&str> = moments.iter().filter_map(|moment| moment.values.get(place)?.as_deref()).collect();
            if !values.is_empty() && row.get(&field.name).is_none() {
                row.push(field.name.clone(), &values.join(&self.separator));
            }
        }
        Some(row)
    }
}
