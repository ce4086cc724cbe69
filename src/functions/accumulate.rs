//! `accumulate()`: Walks an ordered event sequence and emits every input event once, in the same order, with all of its own fields plus the fields that the given aggregate(s) yiel.

use super::shared::window::{self, Running};
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::Stats;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "accumulate",
    summary: "Walks an ordered event sequence and emits every input event once, in the same order, with all of its own fields plus the fields that the given aggregate(s) yiel.",
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
            query: r#"sort(t, order=asc) | accumulate(sum(n, as=total))"#,
            input: r#"{"t":"2","n":"5"}
{"t":"1","n":"3"}"#,
            output: r#"{"t":"1","n":"3","total":"3"}
{"t":"2","n":"5","total":"8"}"#,
        },
        Example {
            query: r#"sort(t, order=asc) | accumulate(count(as=before), current=exclude)"#,
            input: r#"{"t":"1"}
{"t":"2"}"#,
            output: r#"{"t":"1","before":"0"}
{"t":"2","before":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let include = window::includes_current(build);
    let stats = window::single_row_aggregates(build, "function")?;
    Ok(Executable::Aggregate(Box::new(Accumulate { stats, include })))
}

struct Accumulate {
    stats: Stats,
    include: bool,
}

impl Aggregation for Accumulate {
    /// The events in order.
    type State = Vec<Row>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        state.push(event.to_row());
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        let mut running = Running::new(&self.stats);
        let mut rows = Vec::with_capacity(state.len());
        for row in &state {
            if self.include {
                running.add(row, context);
            }
            rows.push(window::with_results(row, &running.result(context)));
            if !self.include {
                running.add(row, context);
            }
        }
        rows
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
