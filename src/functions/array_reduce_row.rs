//! `array:reduceRow()`: Aggregates the elements of the array of each event and adds the result to the event.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, Flow, Stats, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:reduceRow",
    summary: "Aggregates the elements of the array of each event and adds the result to the event.",
    page: "functions-array-reducerow.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_reduceRow"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("var", Kind::Text) },
    ],
    output: &["_reduceRow"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Per event, aggregates the elements of its array and adds the result to the event; all other fields stay.",
        "Only aggregates that output a single event with a single field (avg, count, sum, max ...) are allowed; join() and groupBy() are refused.",
        "Name of the result field: the parameter table says as (default _reduceRow), the introduction says _reduceRow._avg, the sample table shows _avg. Not settled by the documentation here: as, or as.NAME when the aggregate gives several fields.",
        "Experimental, behind feature flag ArrayFunctions.",
        "[inferred] an event without the array passes without a result field.",
    ],
    examples: &[
        Example {
            query: r#"array:reduceRow("a[]", var=x, function=sum(x))"#,
            input: r#"{"a":["1","2"]}
{"b":"9"}"#,
            output: r#"{"a[0]":"1","a[1]":"2","_reduceRow":"3"}
{"b":"9"}"#,
        },
        Example {
            query: r#"array:reduceRow("a[]", var=x, function=sum(x), as=total) | select(total)"#,
            input: r#"{"a":["4","0.5"]}"#,
            output: r#"{"total":"4.5"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::with_or_without_brackets(build, "array")?;
    let variable = build.text("var")?;
    let variable = build.silent(&variable);
    let output = build.output().name;
    let function = build.aggregates("function").ok_or_else(|| build.missing("function"))?;
    Ok(Executable::Transform(Box::new(ReduceRow { array, variable, output, function })))
}

struct ReduceRow {
    array: Array,
    /// Holds the element while the aggregate looks at it.
    variable: Symbol,
    output: String,
    function: Stats,
}

impl Transform for ReduceRow {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let elements = self.array.elements(event);
        if elements.is_empty() {
            return Flow::Keep;
        }
        let mut states = self.function.start();
        let mut place = event.named_only();
        for element in elements {
            place.set(self.variable, element);
            self.function.update(&mut *states, 0, &mut place, context);
        }
        if let Some(row) = self.function.finish(&mut *states, 0, context).first() {
            let single = row.len() == 1;
            for (name, value) in row.iter() {
                let name = if single { self.output.clone() } else { format!("{}.{name}", self.output) };
                event.set_named(event.keep(&name), event.keep(value));
            }
        }
        Flow::Keep
    }
}
