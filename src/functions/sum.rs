//! `sum()`: Sum of the numbers in field.

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, Results};
use crate::symbol::{FieldName, Symbol};
use crate::value::number::{self, Number};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sum",
    summary: "Sum of the numbers in field.",
    page: "functions-sum.html",
    parameters: &[
        Parameter { default: Some("_sum"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_sum"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sum of the numbers in field.",
        "Events lacking the field or with a non-numeric value are ignored.",
        "[figures] With no numeric value the sum is 0 (empty time-chart buckets and empty sliding windows print 0), unlike avg, min and max, which give no output then. Whether a top-level sum() over no events at all yields a row with 0 is not shown.",
        "Whole results are printed without decimals and without exponent, also large ones (1322658945428).",
        "[undocumented] Rounding of decimal sums: use IEEE doubles and print the shortest form that reads back.",
    ],
    examples: &[
        Example {
            query: r#"sum(bytes)"#,
            input: r#"{"bytes":"10"}
{"bytes":"2.5"}
{"bytes":"many"}"#,
            output: r#"{"_sum":"12.5"}"#,
        },
        Example {
            query: r#"groupBy(host, function=sum(bytes, as=total))"#,
            input: r#"{"host":"a","bytes":"1"}
{"host":"b","bytes":"5"}
{"host":"a","bytes":"2"}"#,
            output: r#"{"host":"a","total":"3"}
{"host":"b","total":"5"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    Ok(Executable::Aggregate(Box::new(Sum { field, output: build.output_name().into() })))
}

/// The sum of the numbers in a field.
pub(super) struct Sum {
    pub(super) field: Symbol,
    pub(super) output: FieldName,
}

impl Aggregation for Sum {
    /// The sum so far; none before the first number.
    type State = Option<Number>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let Some(value) = event.get(self.field).and_then(number::parse) {
            add(state, value);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        if let Some(value) = later {
            add(state, value);
        }
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        Results::rows(context, |results| self.append(state, results))
    }

    fn append(&self, state: Self::State, results: &mut Results<'_>) {
        results.add_number(&self.output, state.unwrap_or(Number::Integer(0)));
    }
}

fn add(sum: &mut Option<Number>, value: Number) {
    *sum = match *sum {
        None => Some(value),
        Some(sum) => number::add(sum, value),
    };
}
