//! `avg()`: Gives the arithmetic mean of the numbers in a field.

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, Results};
use crate::symbol::{FieldName, Symbol};
use crate::value::number::{self, Number};
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "avg",
    summary: "Gives the arithmetic mean of the numbers in a field.",
    page: "functions-avg.html",
    parameters: &[
        Parameter { default: Some("_avg"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_avg"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Arithmetic mean of the numbers in the field over all events, as one row with one field.",
        "Events without the field or with a non-number there are ignored (they do not count as zero).",
        "When no event has a number, avg() outputs zero rows: alone it gives an empty result, in a list or groupBy the field is simply left out (shown on functions-stats.html).",
        "A whole result prints without a decimal part (4), any other in full double precision (5.5).",
        "[inferred] computed in double precision; the page prints rounded figures such as 37.333 in places, the real text would be 37.333333333333336.",
        "Assignable: mean := avg(x) equals avg(x, as=mean).",
    ],
    examples: &[
        Example {
            query: "avg(amount)",
            input: r#"{"amount":"5"}
{"amount":"n/a"}
{"other":"1"}
{"amount":"6"}"#,
            output: r#"{"_avg":"5.5"}"#,
        },
        Example {
            query: "mean := avg(amount)",
            input: r#"{"amount":"2"}
{"amount":"6"}"#,
            output: r#"{"mean":"4"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    Ok(Executable::Aggregate(Box::new(Avg { field, output: build.output_name().into() })))
}

/// The mean of the numbers in a field.
pub(super) struct Avg {
    pub(super) field: Symbol,
    pub(super) output: FieldName,
}

/// The numbers so far.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Numbers {
    count: i64,
    /// None before the first number.
    sum: Option<Number>,
}

impl Numbers {
    fn add(&mut self, count: i64, value: Number) {
        self.count += count;
        self.sum = match self.sum {
            None => Some(value),
            // A sum beyond the doubles cannot be told from the largest one.
            Some(sum) => number::add(sum, value).or(Some(sum)),
        };
    }
}

impl Aggregation for Avg {
    type State = Numbers;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let Some(value) = event.get(self.field).and_then(number::parse) {
            state.add(1, value);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        if let Some(sum) = later.sum {
            state.add(later.count, sum);
        }
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        Results::rows(context, |results| self.append(state, results))
    }

    fn append(&self, state: Self::State, results: &mut Results<'_>) {
        // Without any number there is no row (functions-stats.html).
        if let Some(mean) = state.sum.and_then(|sum| number::divide(sum, Number::Integer(state.count))) {
            results.add_number(&self.output, mean);
        }
    }
}
