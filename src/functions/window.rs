//! `window()`: Aggregates over several neighbouring buckets of a chart, for each bucket over those that end with it.

use super::count::Count;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, RowCount, States};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, Stats};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "window",
    summary: "Aggregates over several neighbouring buckets of a chart, for each bucket over those that end with it.",
    page: "functions-window.html",
    parameters: &[
        Parameter { min: Some(1), ..Parameter::new("buckets", Kind::Integer) },
        Parameter { unnamed: true, default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter::new("span", Kind::Duration),
    ],
    output: &["the outputs of function"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Only as (part of) the function argument of timeChart() or bucket(); anywhere else it is an error.",
        "For each bucket of the surrounding chart, computes the aggregate over the events of a sliding window of several buckets. [inferred] The window ends with the bucket itself (it is the bucket and the n-1 before it).",
        "Exactly one of buckets (window width in chart buckets) and span (width as time, rounded to the nearest multiple of the chart's bucket width) must be given; none or both is an error.",
        "If the window needs more buckets than the chart has, it gives no result.",
        "May stand next to ordinary aggregates: function=[max(m), window([stdDev(m), avg(m)], span=15min)].",
        "Several aggregates are combined as in stats(). Any aggregate may be used.",
        "[undocumented] The first buckets, where the window would reach before the interval: whether they are computed over the shorter window, left without values, or filled from earlier data. The two printed tables (windows of 3 and of 5) both begin at the same bucket with values, so they are not left empty. Here they are computed over the shorter window.",
    ],
    examples: &[
        Example {
            query: r#"timeChart(span=1s, function=[count(), window(count(as=two), buckets=2)])"#,
            input: r#"{"@timestamp":"1000"}
{"@timestamp":"1500"}
{"@timestamp":"3000"}"#,
            output: r#"{"_bucket":"1000","_count":"2","two":"2"}
{"_bucket":"2000","_count":"0","two":"2"}
{"_bucket":"3000","_count":"1","two":"1"}"#,
        },
        Example {
            query: r#"bucket(span=1s, field=k, function=window(sum(v), span=2s))"#,
            input: r#"{"@timestamp":"1000","k":"a","v":"1"}
{"@timestamp":"1000","k":"b","v":"2"}
{"@timestamp":"2000","k":"a","v":"4"}"#,
            output: r#"{"_bucket":"1000","k":"a","_sum":"1"}
{"_bucket":"1000","k":"b","_sum":"2"}
{"_bucket":"2000","k":"a","_sum":"5"}
{"_bucket":"2000","k":"b","_sum":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    if !build.in_chart {
        let message = "window() can only stand in the functions of timeChart() or bucket()";
        return Err(Diagnostic::new(codes::AGGREGATE_EXPECTED, build.span, message)
            .label("no chart around it")
            .help("such as timeChart(span=1min, function=window(avg(n), buckets=5))"));
    }
    let (span, buckets) = (build.duration("span")?, build.integer("buckets")?);
    let width = match (span, buckets) {
        (Some(span), None) => Width::Span(span),
        (None, Some(buckets)) => Width::Buckets(usize::try_from(buckets).unwrap_or(1)),
        _ => {
            let (code, found) = match span {
                None => (codes::MISSING_PARAMETER, "neither"),
                Some(_) => (codes::ARGUMENT_VALUE, "both"),
            };
            let message = format!("window() takes exactly one of span and buckets, found {found}");
            return Err(Diagnostic::new(code, build.span, message));
        }
    };
    let function = match build.aggregates("function") {
        Some(function) => function,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    Ok(Executable::Aggregate(Box::new(Window { function, width })))
}

/// How much a window holds.
enum Width {
    /// Milliseconds.
    Span(i64),
    /// Buckets of the chart.
    Buckets(usize),
}

/// By itself it aggregates a bucket like any other function; the chart joins the buckets of a window in the end.
struct Window {
    function: Stats,
    width: Width,
}

impl Aggregate for Window {
    fn start(&self) -> Box<dyn States> {
        self.function.start()
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        self.function.update(states, group, event, context);
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        self.function.merge(states, later, groups, context);
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        self.function.finish(states, group, context)
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        self.function.encode(states)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        self.function.decode(bytes)
    }

    fn row_count(&self) -> RowCount {
        self.function.row_count()
    }

    fn window(&self, span: i64) -> Option<usize> {
        Some(match self.width {
            Width::Buckets(buckets) => buckets,
            // The nearest multiple of a bucket (functions-window.html), at least one.
            Width::Span(width) => {
                let span = span.max(1);
                usize::try_from(width.saturating_add(span / 2) / span).unwrap_or(usize::MAX).max(1)
            }
        })
    }
}
