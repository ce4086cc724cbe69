//! `bucket()`: Groups the events by buckets of time, and by fields where given, and aggregates each group.

use super::shared::time_buckets::TimeBuckets;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "bucket",
    summary: "Groups the events by buckets of time, and by fields where given, and aggregates each group.",
    page: "functions-bucket.html",
    parameters: &[
        Parameter { min: Some(1), max: Some(1_500), ..Parameter::new("buckets", Kind::Integer) },
        Parameter::new("field", Kind::Fields),
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("10"), max: Some(500), ..Parameter::new("limit", Kind::Integer) },
        Parameter::new("minSpan", Kind::Duration),
        Parameter { unnamed: true, default: Some("auto"), ..Parameter::new("span", Kind::Duration) },
        Parameter::new("timezone", Kind::Text),
        Parameter::new("unit", Kind::Texts),
    ],
    output: &["_bucket", "_count"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Groups events by time bucket, and by field when given, and aggregates each group; every output row has _bucket, the start of the bucket in epoch milliseconds, plus the grouping fields and the aggregate outputs.",
        "span is a relative time (see common.relative_time) such as 1min or 3 weeks; calendar units and anchors are refused. Without span, or with auto, the search interval is divided into about 127 buckets.",
        "buckets=N divides the search interval into N parts (1 to 1500). minSpan raises a too small bucket width; a minSpan longer than the search interval gives a warning and the interval is used instead.",
        "Bucket starts lie on multiples of the span (an hourly bucket starts at the full hour, a minute bucket at the full minute), not at the start of the search interval.",
        "The first bucket can therefore start before the interval but holds only events inside it, the last one ends with the interval; N+1 rows for N buckets are normal: one hour from 09:17:30 in minutes gives 61 buckets, 24 buckets over an unaligned day give 25 rows.",
        "function defaults to count(as=_count); several aggregates are combined by the stats() rules; nested groupBy() inside function is allowed and multiplies rows.",
        "limit (default 10, at most 500) is the largest number of series, a series being one value combination of field. The top series are kept, ranked by the total of all numeric outputs of all functions over all buckets, not by name. Exceeding the default limit gives a warning; with an explicit limit there is no warning.",
        "timezone (name or offset such as +02:00) moves the bucket borders and overrides the offset of the request.",
        "unit converts the result per column, for example \"bytes/span to Kbytes/day\", using the bucket width; one entry applies to all series, otherwise there must be as many entries as functions.",
        "Same parameters as groupBy() otherwise.",
        "Since accumulate() may follow it directly, rows come out in ascending order of _bucket.",
        "[undocumented] whether buckets without events produce rows (timeChart() does produce them, with sum 0); how auto rounds its span; behaviour of events without the grouping field. Here buckets without events have rows when there is no field, auto takes the next round width, and events without any of the fields are left out. Here buckets without events have rows when there is no field, auto takes the next round width, and events without any of the fields are left out.",
    ],
    examples: &[
        Example {
            query: "bucket(1min)",
            input: r#"{"@timestamp":"1709630230000"}
{"@timestamp":"1709630265000"}
{"@timestamp":"1709630350000"}"#,
            output: r#"{"_bucket":"1709630220000","_count":"2"}
{"_bucket":"1709630280000","_count":"0"}
{"_bucket":"1709630340000","_count":"1"}"#,
        },
        Example {
            query: "bucket(span=1h, field=name, function=max(size), limit=1)",
            input: r#"{"@timestamp":"1709632801000","name":"a","size":"42"}
{"@timestamp":"1709632802000","name":"b","size":"41"}"#,
            output: r#"{"_bucket":"1709632800000","name":"a","_max":"42"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(TimeBuckets::new(build, "field")?)))
}
