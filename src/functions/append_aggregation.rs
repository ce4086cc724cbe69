//! `appendAggregation()`: Emits all input events unchanged and in their order, followed by the row or rows that the given aggregate pipeline produces from those same events.

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::Pipeline;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "appendAggregation",
    summary: "Emits all input events unchanged and in their order, followed by the row or rows that the given aggregate pipeline produces from those same events.",
    page: "functions-appendaggregation.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Pipeline) }],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Emits all input events unchanged and in their order, followed by the row or rows that the given aggregate pipeline produces from those same events.",
        "The argument is an aggregate, or a braced pipeline such as { sum(v, as=v) | k := \"total\" }; transformations after the aggregate inside the braces act on the appended rows only.",
        "Appended rows hold only the fields that the inner pipeline outputs; they inherit nothing from the events.",
        "The inner pipeline may output several rows; all are appended after the last event, in their own order.",
        "The page uses it after head() and, in a second example, directly on the event stream; the order of the passed-through rows is only defined after an ordering aggregate.",
        "A separate example page describes it as putting the value on every row; that contradicts the function page (see doubtful-1.md).",
        "Newer than the 1.209 reference (present in the 1.252 function list).",
    ],
    examples: &[
        Example {
            query: r#"head() | appendAggregation({sum(v, as=v)})"#,
            input: r#"{"@timestamp":"1","v":"2"}
{"@timestamp":"2","v":"3"}"#,
            output: r#"{"@timestamp":"1","v":"2"}
{"@timestamp":"2","v":"3"}
{"v":"5"}"#,
        },
        Example {
            query: r#"select(n) | sort(n) | appendAggregation(count())"#,
            input: r#"{"n":"1"}
{"n":"2"}"#,
            output: r#"{"n":"2"}
{"n":"1"}
{"_count":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(AppendAggregation { pipeline: build.pipeline("function")? })))
}

struct AppendAggregation {
    pipeline: Pipeline,
}

impl Aggregation for AppendAggregation {
    /// The events in order.
    type State = Vec<Row>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        state.push(event.to_row());
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, mut state: Self::State, context: &Context) -> Vec<Row> {
        let appended = self.pipeline.run_rows(state.clone(), context);
        state.extend(appended);
        state
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
