//! `partition()`: Splits an ordered sequence into consecutive runs and applies the aggregate function(s) to each run.

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::pipeline::feed_rows;
use crate::exec::{Aggregate, States};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::exec::{Flow, Stage, Stats, stage};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "partition",
    summary: "Splits an ordered sequence into consecutive runs and applies the aggregate function(s) to each run.",
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
            query: r#"sort(t, order=asc) | partition(count(), condition={kind=start})"#,
            input: r#"{"t":"1","kind":"start"}
{"t":"2","kind":"go"}
{"t":"3","kind":"start"}"#,
            output: r#"{"_count":"2"}
{"_count":"1"}"#,
        },
        Example {
            query: r#"sort(t, order=asc) | partition(sum(n), condition={kind=stop}, split=after)"#,
            input: r#"{"t":"1","kind":"go","n":"1"}
{"t":"2","kind":"stop","n":"2"}
{"t":"3","kind":"go","n":"4"}"#,
            output: r#"{"_sum":"3"}
{"_sum":"4"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let after = build.optional_text("split").is_some_and(|text| text.eq_ignore_ascii_case("after"));
    let condition = build.stages("condition")?;
    let stats = build.aggregates("function").ok_or_else(|| build.missing("function"))?;
    Ok(Executable::Aggregate(Box::new(Partition { condition, stats, after })))
}

struct Partition {
    condition: Vec<Stage>,
    stats: Stats,
    after: bool,
}

impl Aggregation for Partition {
    /// The events in order, and whether each passes the condition.
    type State = Vec<(bool, Row)>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, context: &'e Context) {
        // The condition may set fields (captures), which are not to stay.
        let splits = !matches!(stage::run(&self.condition, &mut event.fork(), context), Flow::Drop);
        state.push((splits, event.to_row()));
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut run: Vec<&Row> = Vec::new();
        let mut close = |run: &mut Vec<&Row>| {
            if run.is_empty() {
                return;
            }
            let mut states: Box<dyn States> = self.stats.start();
            feed_rows(&self.stats, &mut *states, 0, run.drain(..), context);
            rows.extend(self.stats.finish(&mut *states, 0, context));
        };
        for (splits, row) in &state {
            if *splits && !self.after {
                close(&mut run);
            }
            run.push(row);
            if *splits && self.after {
                close(&mut run);
            }
        }
        close(&mut run);
        rows
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
