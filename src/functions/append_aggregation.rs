//! `appendAggregation()`: Puts the rows of an aggregate pipeline over all events behind these events.

use super::shared::sequence::{Sequence, Walk};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Pipeline};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "appendAggregation",
    summary: "Puts the rows of an aggregate pipeline over all events behind these events.",
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
        "A separate example page describes it as putting the value on every row; that contradicts the function page .",
        "Newer than the 1.209 reference (present in the 1.252 function list).",
    ],
    examples: &[
        Example {
            query: r#"head() | appendAggregation({ sum(n, as=n) | name := "all" })"#,
            input: r#"{"@timestamp":"1000","name":"a","n":"1"}
{"@timestamp":"2000","name":"b","n":"4"}"#,
            output: r#"{"@timestamp":"1000","name":"a","n":"1"}
{"@timestamp":"2000","name":"b","n":"4"}
{"n":"5","name":"all"}"#,
        },
        Example {
            query: r#"groupBy(k) | appendAggregation(max(_count, as=_count))"#,
            input: r#"{"k":"a"}
{"k":"b"}
{"k":"a"}"#,
            output: r#"{"k":"a","_count":"2"}
{"k":"b","_count":"1"}
{"_count":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let span = build.span_of("function");
    let pipeline = build.pipeline("function")?;
    if !pipeline.has_aggregate() {
        let message = "appendAggregation() takes an aggregate, or a pipeline in braces with one";
        return Err(Diagnostic::new(codes::AGGREGATE_EXPECTED, span, message).label("no aggregate in this"));
    }
    Ok(Executable::Aggregate(Box::new(Sequence(AppendAggregation(pipeline)))))
}

struct AppendAggregation(Pipeline);

impl Walk for AppendAggregation {
    fn walk(&self, mut rows: Vec<Row>, context: &Context) -> Vec<Row> {
        rows.extend(self.0.reduce_rows(&rows, context));
        rows
    }
}
