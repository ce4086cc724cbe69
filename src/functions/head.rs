//! `head()`: Keeps the oldest events, in the order of time.

use super::tail::Ends;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "head",
    summary: "Keeps the oldest events, in the order of time.",
    page: "functions-head.html",
    parameters: &[Parameter {
        unnamed: true,
        default: Some("200"),
        min: Some(0),
        max: Some(200_000),
        ..Parameter::new("limit", Kind::Integer)
    }],
    output: &["(all fields of the input events)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the OLDEST events: sorts ascending on @timestamp (on @ingesttimestamp when the query itself is run on ingest time) and returns the first `limit` of them in that order.",
        "Default limit 200; minimum 0; maximum StateRowLimit (default 200,000). limit=max means StateRowLimit.",
        "Fewer events than the limit: all are returned, no warning.",
        "Counts as an aggregator although rows keep all their fields: it establishes an order, and the sequence functions (accumulate, neighbor, partition, slidingWindow, slidingTimeWindow) may follow it.",
        "Free-text filters may not follow it (they are only allowed before the first aggregator).",
        "May be used as the function of groupBy(): groupBy([a,b], function=head(1)) is the documented way to de-duplicate, keeping the oldest event per group (Humio release note of 2018).",
        "Order between events with equal @timestamp is not documented (suggested: stable input order).",
        "What happens for a limit above the maximum is not documented for this function (suggested: argument error naming the maximum).",
    ],
    examples: &[
        Example {
            query: "head(2)",
            input: r#"{"@timestamp":"3000","id":"c"}
{"@timestamp":"1000","id":"a"}
{"@timestamp":"2000","id":"b"}"#,
            output: r#"{"@timestamp":"1000","id":"a"}
{"@timestamp":"2000","id":"b"}"#,
        },
        Example {
            query: "groupBy(host, function=head(1)) | drop(@timestamp)",
            input: r#"{"@timestamp":"1000","host":"a","msg":"first"}
{"@timestamp":"2000","host":"a","msg":"second"}"#,
            output: r#"{"host":"a","msg":"first"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(Ends::oldest(build)?)))
}
