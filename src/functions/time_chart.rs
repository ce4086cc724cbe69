//! `timeChart()`: Groups the events by buckets of time, and by series where given, and aggregates each group, for a chart.

use super::shared::time_buckets::TimeBuckets;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "timeChart",
    summary: "Groups the events by buckets of time, and by series where given, and aggregates each group, for a chart.",
    page: "functions-timechart.html",
    parameters: &[
        Parameter { min: Some(1), max: Some(1_500), ..Parameter::new("buckets", Kind::Integer) },
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("10"), max: Some(500), ..Parameter::new("limit", Kind::Integer) },
        Parameter::new("minSpan", Kind::Duration),
        Parameter { unnamed: true, ..Parameter::new("series", Kind::Field) },
        Parameter { default: Some("auto"), ..Parameter::new("span", Kind::Duration) },
        Parameter::new("timezone", Kind::Text),
        Parameter { summary: "default: no conversion", ..Parameter::new("unit", Kind::Texts) },
    ],
    output: &["_bucket", "the series field", "the outputs of function"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Groups events into time buckets (and by the series field, if given) and runs the aggregate(s) for each group. One row a bucket and series; _bucket is the bucket's start in epoch milliseconds.",
        "Bucket width: span, or the interval divided by buckets, or chosen automatically (span=auto; the sibling bucket() divides into 127 parts when nothing is given). span is a plain relative time (1h, 5 min, 1000ms); anchored (1d@d) and calendar: forms are an error.",
        "Buckets start at multiples of the width in the chosen time zone (hour buckets at full hours, 4-minute buckets at 10:00, 10:04 ...), so the first bucket may begin before the interval; it holds only events inside the interval. An interval not aligned to the width therefore gives one bucket more (61 one-minute buckets for one hour from 09:17:30).",
        "[figures] Without series, buckets without events are present too: their sum is 0 (rows 1451606300000 and ...303000 in the accumulate example). Aggregates that give no row for no input leave the bucket with _bucket only [inferred].",
        "With series, the syntax text counts 24 buckets x 3 methods = 72 groups, i.e. every series appears in every bucket; the printed examples with series have one bucket only, so this is not proven.",
        "buckets: 1 to 1500. minSpan: lower bound for the automatic or buckets-derived width; the last bucket may then reach past the end of the interval.",
        "limit: at most this many series (default 10, maximum 500). Kept are the series with the highest total of ALL numeric values their aggregates produced over all buckets and functions (not by name). A warning is given when series are dropped, unless limit was set explicitly.",
        "Example of the ranking: max(value) and value%41 give totals a 43, b 41, c 80, so limit=2 keeps c and a.",
        "timezone (UTC, '+02:00', names) decides the bucket boundaries for widths like days; it overrides the query's.",
        "function may be composite: function={max(v) | round(_max, how=floor)} or [ {[sum(ok,as=ok), count(as=n)] | pct := ok/n*100 | drop([ok,n])} ]. Several functions are combined by the rules of stats().",
        "unit is 'FROM to TO', e.g. 'bytes/bucket to Mbytes/hour', 'events/sec to Ki/day', '/s to /h'; one for all functions or an array of the same length as function. Base unit = optional integer, optional K M G P (1000-based) or Ki Mi Gi Pi (1024-based), optional space and unit name. Time unit = optional integer and a prefix of seconds, milliseconds, minutes, hours, days; m and mi are minutes, ms milliseconds, bucket and span the bucket width. TO must be a rate; a FROM without / means per bucket. Unit names need not match (events to nothing is allowed).",
        "Rows come in ascending bucket order.",
        "series names a field (quotes optional, tag fields like #vhost allowed). [inferred] Events without the series field are left out.",
        "Percentile outputs inside are approximations; see percentile-algorithm.md for the exact formula.",
        "Function names are written case-insensitively all over the pages (timechart, groupby), so name matching must ignore case.",
    ],
    examples: &[
        Example {
            query: "timeChart(span=1s, function=sum(v))",
            input: r#"{"@timestamp":"1451606301001","v":"5"}
{"@timestamp":"1451606303500","v":"6"}
{"@timestamp":"1451606303501","v":"1"}"#,
            output: r#"{"_bucket":"1451606301000","_sum":"5"}
{"_bucket":"1451606302000","_sum":"0"}
{"_bucket":"1451606303000","_sum":"7"}"#,
        },
        Example {
            query: "timeChart(series=who, function=max(v), span=10s)",
            input: r#"{"@timestamp":"1747109791000","who":"a","v":"42"}
{"@timestamp":"1747109792000","who":"b","v":"41"}
{"@timestamp":"1747109802000","who":"b","v":"1"}"#,
            output: r#"{"_bucket":"1747109790000","who":"a","_max":"42"}
{"_bucket":"1747109790000","who":"b","_max":"41"}
{"_bucket":"1747109800000","who":"b","_max":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(TimeBuckets::new(build, "series")?)))
}
