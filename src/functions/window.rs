//! `window()`: Only as (part of) the function argument of timeChart() or bucket().

use super::count::Count;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, States};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, Stats};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "window",
    summary: "Only as (part of) the function argument of timeChart() or bucket().",
    page: "functions-window.html",
    parameters: &[
        Parameter::new("buckets", Kind::Integer),
        Parameter { unnamed: true, default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter::new("span", Kind::Duration),
    ],
    output: &["the outputs of function"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Chart,
    deprecated: None,
    behaviour: &[
        "Only as (part of) the function argument of timeChart() or bucket(); anywhere else it is an error.",
        "For each bucket of the surrounding chart, computes the aggregate over the events of a sliding window of several buckets. [inferred] The window ends with the bucket itself (it is the bucket and the n-1 before it).",
        "Exactly one of buckets (window width in chart buckets) and span (width as time, rounded to the nearest multiple of the chart's bucket width) must be given; none or both is an error.",
        "If the window needs more buckets than the chart has, the result is empty; an interval shorter than span gives no result.",
        "May stand next to ordinary aggregates: function=[max(m), window([stdDev(m), avg(m)], span=15min)].",
        "Several aggregates are combined as in stats(). Any aggregate may be used.",
        "[undocumented] The first buckets, where the window would reach before the interval: whether they are computed over the shorter window, left without values, or filled from earlier data. The two printed tables (windows of 3 and of 5) both begin at the same bucket with values, so they are not left empty.",
    ],
    examples: &[
        Example {
            query: r#"bucket(span=1s, function=window(sum(n), buckets=2)) | _bucket >= 1000"#,
            input: r#"{"@timestamp":"0","n":"1"}
{"@timestamp":"1000","n":"2"}
{"@timestamp":"2000","n":"4"}"#,
            output: r#"{"_bucket":"1000","_sum":"3"}
{"_bucket":"2000","_sum":"6"}"#,
        },
        Example {
            query: r#"bucket(span=1s, function=[count(), window(count(as=both), span=2s)]) | _bucket >= 1000"#,
            input: r#"{"@timestamp":"0"}
{"@timestamp":"1000"}
{"@timestamp":"1500"}"#,
            output: r#"{"_bucket":"1000","_count":"2","both":"3"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let buckets = build.integer("buckets")?;
    let span = build.duration("span")?;
    if buckets.is_some() == span.is_some() {
        let message = "window() takes exactly one of the parameters buckets and span";
        return Err(Diagnostic::new(codes::MISSING_PARAMETER, build.span, message)
            .help("span=15m is a width in time, buckets=3 one in buckets of the chart"));
    }
    let stats = match build.aggregates("function") {
        Some(stats) => stats,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    Ok(Executable::Aggregate(Box::new(Window { stats, buckets, span })))
}

struct Window {
    stats: Stats,
    buckets: Option<i64>,
    span: Option<i64>,
}

impl Window {
    /// The width of the window in buckets: a time is rounded to the nearest multiple of the chart's width.
    fn width(&self, bucket: i64) -> usize {
        let buckets = match (self.buckets, self.span) {
            (Some(buckets), _) => buckets,
            (None, Some(span)) => span.saturating_add(bucket / 2).checked_div(bucket).unwrap_or(1),
            (None, None) => 1,
        };
        usize::try_from(buckets.max(1)).unwrap_or(usize::MAX)
    }
}

impl Aggregate for Window {
    fn start(&self) -> Box<dyn States> {
        self.stats.start()
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        self.stats.update(states, group, event, context);
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        self.stats.merge(states, later, groups, context);
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        self.stats.finish(states, group, context)
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        self.stats.encode(states)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        self.stats.decode(bytes)
    }

    fn has_frames(&self) -> bool {
        true
    }

    fn spread(&self, states: &mut Box<dyn States>, buckets: &[usize], width: i64, context: &Context) {
        let bytes = match self.stats.encode(&mut **states) {
            Ok(bytes) => bytes,
            Err(error) => return context.fail(codes::STATE, format!("a window could not be copied: {}", error.0)),
        };
        let groups = buckets.iter().max().map_or(0, |last| last + 1);
        let mut frames = self.stats.start();
        let width = self.width(width);
        // A window wider than the chart gives no result (functions-window.html).
        if width <= buckets.len() {
            for shift in (0..width).rev() {
                // What is shifted out of the chart goes to a group that nobody asks for.
                let mut targets = vec![groups; groups];
                for (group, later) in buckets.iter().zip(buckets.iter().skip(shift)) {
                    if let Some(target) = targets.get_mut(*group) {
                        *target = *later;
                    }
                }
                match self.stats.decode(&bytes) {
                    Ok(copy) => self.stats.merge(&mut *frames, copy, &targets, context),
                    Err(error) => {
                        return context.fail(codes::STATE, format!("a window could not be copied: {}", error.0));
                    }
                }
            }
        }
        *states = frames;
    }
}
