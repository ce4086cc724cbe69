//! `array:reduceAll()`: Aggregates the elements that an array has over all events.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::aggregate::BadState;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, RowCount, States, Stats};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:reduceAll",
    summary: "Aggregates the elements that an array has over all events.",
    page: "functions-array-reduceall.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Feeds every element of the array of every event, as the field named by var, into the aggregate and outputs its row; equivalent to splitting the array into events and aggregating.",
        "Output fields are those of the aggregate (avg(x) gives _avg). Three events with [1,4,2], [3,5,2], [5,2,3] and avg give _avg=3.",
        "Only aggregates that return one event with one field (avg, count, sum, max, min ...) are allowed according to the example text; the parameter table also allows a list combined by the stats() rules.",
        "Events without the array contribute nothing.",
        "array is written with brackets (\"a[]\").",
    ],
    examples: &[
        Example {
            query: r#"array:reduceAll("a[]", var=x, function=sum(x))"#,
            input: r#"{"a":["1","2"]}
{"b":"9"}
{"a":["3"]}"#,
            output: r#"{"_sum":"6"}"#,
        },
        Example {
            query: r#"array:reduceAll("a[]", var=x, function=[sum(x), sum(n, as=weight)])"#,
            input: r#"{"a":["1","2"],"n":"10"}"#,
            output: r#"{"_sum":"3","weight":"20"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::with_or_without_brackets(build, "array")?;
    let variable = build.text("var")?;
    let variable = build.silent(&variable);
    let function = build.aggregates("function").ok_or_else(|| build.missing("function"))?;
    Ok(Executable::Aggregate(Box::new(ReduceAll { array, variable, function })))
}

struct ReduceAll {
    array: Array,
    /// Holds the element while the aggregate looks at it.
    variable: Symbol,
    function: Stats,
}

impl Aggregate for ReduceAll {
    fn start(&self) -> Box<dyn States> {
        self.function.start()
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        let elements = self.array.elements(event);
        let mut place = event.named_only();
        for element in elements {
            place.set(self.variable, element);
            self.function.update(states, group, &mut place, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        self.function.merge(states, later, groups, context);
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        self.function.finish(states, group, context)
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        self.function.encode(states)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        self.function.decode(bytes)
    }

    fn row_count(&self) -> RowCount {
        self.function.row_count()
    }
}
