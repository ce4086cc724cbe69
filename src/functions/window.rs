//! `window()`: Only as (part of) the function argument of timeChart() or bucket().

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

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
    place: Place::Anywhere,
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
    examples: &[],
    build: None,
};
