//! `partition()`: Cuts an ordered sequence into runs at the events that pass a condition, and aggregates each run.

use super::shared::sequence::{Sequence, Walk};
use super::shared::window::{Rerun, passes};
use crate::diagnostic::Diagnostic;
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, RowCount, Stage, Stats};
use bumpalo::Bump;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "partition",
    summary: "Cuts an ordered sequence into runs at the events that pass a condition, and aggregates each run.",
    page: "functions-partition.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("condition", Kind::Stages) },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("before"), values: &["after", "before"], ..Parameter::new("split", Kind::Text) },
    ],
    output: &["(outputs of function)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "Splits an ordered sequence into consecutive runs and applies the aggregate function(s) to each run; one result (or several, for multi-row functions such as accumulate) per run, in order.",
        "A new run starts at each event that passes the condition: split=before (default) puts that event first in the NEW run, split=after makes it the last of the OLD run.",
        "An event passing the condition at the very start with split=before does not create an empty run; likewise nothing is output for an empty last run with split=after (seen in the examples).",
        "condition is a filter function or a block in braces, e.g. condition=test(key != prev.key). A comparison with a missing value is null, i.e. no split.",
        "Must follow an order-establishing aggregator (head, sort, bucket, ...). Inside groupBy() each group is partitioned separately; events must arrive in time order there.",
        "function may be a list [...] combined as in stats(), blocks { filter | count(as=n) } included; the group field of an enclosing groupBy is kept on each row.",
    ],
    examples: &[
        Example {
            query: r#"head() | partition([count(), selectLast(v)], condition={kind=start})"#,
            input: r#"{"@timestamp":"1000","kind":"start","v":"1"}
{"@timestamp":"2000","v":"2"}
{"@timestamp":"3000","kind":"start","v":"3"}"#,
            output: r#"{"_count":"2","v":"2"}
{"_count":"1","v":"3"}"#,
        },
        Example {
            query: r#"head() | partition(sum(v), condition=test(v > 5), split=after)"#,
            input: r#"{"@timestamp":"1000","v":"1"}
{"@timestamp":"2000","v":"9"}
{"@timestamp":"3000","v":"2"}"#,
            output: r#"{"_sum":"10"}
{"_sum":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let condition = build.stages("condition")?;
    let Some(function) = build.aggregates("function") else { return Err(build.missing("function")) };
    let after = build.text("split")?.eq_ignore_ascii_case("after");
    Ok(Executable::Aggregate(Box::new(Sequence(Partition { condition, function, after }))))
}

struct Partition {
    condition: Vec<Stage>,
    function: Stats,
    /// Whether the event that passes the condition ends a run; otherwise it begins one.
    after: bool,
}

impl Walk for Partition {
    fn walk(&self, rows: Vec<Row>, context: &Context) -> Vec<Row> {
        let mut rerun = Rerun::new(&self.function, context);
        let mut arena = Bump::new();
        let mut results = Vec::new();
        let mut rest = rows.as_slice();
        while !rest.is_empty() && !context.failed() {
            let mut others = rest.iter().enumerate().skip(usize::from(!self.after));
            let border = others.find(|(_, row)| passes(&self.condition, row, &mut arena, context));
            let length = border.map_or(rest.len(), |(place, _)| place + usize::from(self.after));
            let (run, later) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let before = results.len();
            results.extend(rerun.over(run));
            if results.len() == before {
                // A run is there even if its aggregates have nothing to say, as a group of groupBy() is.
                results.push(Row::new());
            }
            rest = later;
        }
        results
    }

    fn row_count(&self) -> RowCount {
        self.function.row_count().max(RowCount::Several)
    }
}
