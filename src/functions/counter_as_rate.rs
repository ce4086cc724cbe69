//! `counterAsRate()`: Gives the rate at which a growing counter increases, in events per second.

use super::shared::event_time::EventTime;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::symbol::{FieldName, Symbol};
use crate::value::number;
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "counterAsRate",
    summary: "Gives the rate at which a growing counter increases, in events per second.",
    page: "functions-counterasrate.html",
    parameters: &[
        Parameter { default: Some("_rate"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_rate"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Rate at which a growing counter increases, in events per second, over the events of the group or bucket.",
        "Needs at least two points; with fewer there is no result.",
        "The values must increase over time; if the counter was reset in between there is no result at all (in timeChart() only the buckets without a reset have a value).",
        "Usually the function of timeChart() or groupBy(); timeChart(..., unit=\"1/sec to 1/min\") converts the unit.",
        "[inferred] rate = (last value - first value) / (last @timestamp - first @timestamp in seconds); non-numbers are ignored; equal neighbouring values are accepted.",
    ],
    examples: &[
        Example {
            query: "counterAsRate(hits)",
            input: r#"{"@timestamp":"1700000000000","hits":"100"}
{"@timestamp":"1700000060000","hits":"400"}
{"@timestamp":"1700000030000","hits":"250"}"#,
            output: r#"{"_rate":"5"}"#,
        },
        Example {
            query: "groupBy(host, function=counterAsRate(hits))",
            input: r#"{"@timestamp":"1700000000000","host":"a","hits":"100"}
{"@timestamp":"1700000004000","host":"a","hits":"3"}
{"@timestamp":"1700000000000","host":"b","hits":"0"}
{"@timestamp":"1700000004000","host":"b","hits":"2"}"#,
            output: r#"{"host":"a"}
{"host":"b","_rate":"0.5"}"#,
        },
    ],
    build: Some(build),
};

/// Most points of one group. They are kept because events need not come in the order of time.
const MOST_POINTS: usize = 1_000_000;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let output = build.output_name().into();
    Ok(Executable::Aggregate(Box::new(CounterAsRate { field, output, time: EventTime::new(build) })))
}

struct CounterAsRate {
    field: Symbol,
    output: FieldName,
    time: EventTime,
}

/// Times in epoch milliseconds and counts.
#[derive(Default, Serialize, Deserialize)]
struct Points {
    points: Vec<(i64, f64)>,
    cut: bool,
}

impl Aggregation for CounterAsRate {
    type State = Points;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let (Some(value), Some(time)) = (event.get(self.field).and_then(number::parse_f64), self.time.of(event)) {
            if state.points.len() < MOST_POINTS {
                state.points.push((time, value));
            } else {
                state.cut = true;
            }
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        let room = MOST_POINTS - state.points.len().min(MOST_POINTS);
        state.cut |= later.cut || later.points.len() > room;
        state.points.extend(later.points.into_iter().take(room));
    }

    fn finish(&self, mut state: Self::State, context: &Context) -> Vec<Row> {
        if state.cut {
            context.warn(
                codes::LIMIT_REACHED,
                format!("counterAsRate() used the first {MOST_POINTS} events of a group; the rest was left out"),
            );
        }
        // A stable sort: events of one time keep the input order.
        state.points.sort_by_key(|(time, _)| *time);
        let grows = state.points.windows(2).all(|pair| matches!(pair, [(_, before), (_, after)] if before <= after));
        let (Some(first), Some(last)) = (state.points.first(), state.points.last()) else { return Vec::new() };
        let seconds = last.0.saturating_sub(first.0) as f64 / 1000.0;
        // After a reset of the counter there is no result (functions-counterasrate.html).
        let rate = (grows && seconds > 0.0).then(|| (last.1 - first.1) / seconds).and_then(number::format_f64);
        rate.map(|text| [(self.output.clone(), text)].into_iter().collect()).into_iter().collect()
    }
}
