//! `accumulate()`: Gives each event of an ordered sequence the result of aggregates over the events up to it.

use super::shared::sequence::{Sequence, Walk};
use super::shared::window::{Rerun, includes_current, single_row, with_fields};
use crate::diagnostic::Diagnostic;
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Stats};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "accumulate",
    summary: "Gives each event of an ordered sequence the result of aggregates over the events up to it.",
    page: "functions-accumulate.html",
    parameters: &[
        Parameter {
            default: Some("include"),
            values: &["exclude", "include"],
            ..Parameter::new("current", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "Walks an ordered event sequence and emits every input event once, in the same order, with all of its own fields plus the fields that the given aggregate(s) yield over the events seen so far.",
        "current=include (default) makes the aggregated prefix end with the current event; current=exclude makes it end with the event before, so the first event sees an aggregate over nothing.",
        "Output field names are those of the inner aggregate: sum(x) gives _sum, avg(x) gives _avg, count() gives _count, or the name in its as parameter.",
        "Only aggregates that output at most one row are accepted; an aggregate that can output several rows (groupBy, table, collect with multival=false ...) is an error.",
        "A list of aggregates is combined by the stats() rules (see common.stats).",
        "An aggregate such as head(), sort(), bucket(), groupBy() or timeChart() must come earlier in the pipeline so that the order is defined; without one the query is refused.",
        "It may also be used as the function of groupBy() or partition(): it then runs once per group or partition and outputs all rows of it, each with the group key and its own fields.",
        "An event lacking the aggregated field, or holding a non-number there, still passes; the running value simply does not change. sum() over no numbers is 0, so a running sum starts at 0 in that case; avg() over no numbers yields no field.",
        "Whole results print without a decimal part (5, 4), others in full (5.5, 3.5).",
        "Under timeChart(span=1000ms, function=sum(v)) empty buckets carry _sum 0 and the running total is repeated for them.",
        "[inferred] an inner aggregate whose output name equals an existing field of the event overwrites that field on the emitted row.",
        "[undocumented] the wording of the error when no ordering aggregate precedes it.",
    ],
    examples: &[
        Example {
            query: r#"head() | accumulate(sum(n, as=total))"#,
            input: r#"{"@timestamp":"1000","n":"2"}
{"@timestamp":"2000","n":"x"}
{"@timestamp":"3000","n":"5.5"}"#,
            output: r#"{"@timestamp":"1000","n":"2","total":"2"}
{"@timestamp":"2000","n":"x","total":"2"}
{"@timestamp":"3000","n":"5.5","total":"7.5"}"#,
        },
        Example {
            query: r#"sort(n, order=asc) | accumulate([count(as=before), max(n)], current=exclude)"#,
            input: r#"{"n":"9"}
{"n":"4"}"#,
            output: r#"{"n":"4","before":"0"}
{"n":"9","before":"1","_max":"4"}"#,
        },
        Example {
            query: r#"head() | groupBy(k, function=accumulate(count(as=nth))) | select([k, v, nth])"#,
            input: r#"{"@timestamp":"1000","k":"a","v":"1"}
{"@timestamp":"2000","k":"b","v":"2"}
{"@timestamp":"3000","k":"a","v":"3"}"#,
            output: r#"{"k":"a","v":"1","nth":"1"}
{"k":"a","v":"3","nth":"2"}
{"k":"b","v":"2","nth":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let current = includes_current(build);
    let function = single_row(build)?;
    Ok(Executable::Aggregate(Box::new(Sequence(Accumulate { function, current }))))
}

struct Accumulate {
    function: Stats,
    /// Whether an event is part of its own result.
    current: bool,
}

impl Walk for Accumulate {
    fn walk(&self, rows: Vec<Row>, context: &Context) -> Vec<Row> {
        let mut rerun = Rerun::new(&self.function, context);
        let mut states = rerun.start();
        let mut results = Vec::with_capacity(rows.len());
        for row in rows {
            if context.failed() {
                break;
            }
            let only = std::slice::from_ref(&row);
            if self.current {
                rerun.feed(&mut *states, only);
            }
            let result = rerun.peek(&mut *states);
            if !self.current {
                rerun.feed(&mut *states, only);
            }
            results.push(with_fields(row, result.as_ref()));
        }
        results
    }
}
