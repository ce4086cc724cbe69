//! `range()`: Gives the largest minus the smallest number in a field.

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::symbol::{FieldName, Symbol};
use crate::value::number::{self, Number};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "range",
    summary: "Gives the largest minus the smallest number in a field.",
    page: "functions-range.html",
    parameters: &[
        Parameter { default: Some("_range"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_range"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Largest minus smallest numeric value of the field, one number (3.456 and 0.125 give 3.331).",
        "Integral results print without decimals; works on @timestamp (milliseconds).",
        "One numeric value: 0 (inferred). No numeric value: nothing (inferred, as min/max).",
        "Works per group in groupBy() and per run in partition().",
    ],
    examples: &[
        Example {
            query: "range(took)",
            input: r#"{"took":"0.125"}
{"took":"n/a"}
{"took":"3.456"}
{"took":"0.891"}"#,
            output: r#"{"_range":"3.331"}"#,
        },
        Example {
            query: "groupBy(k, function=range(@timestamp, as=span))",
            input: r#"{"@timestamp":"1000","k":"a"}
{"@timestamp":"8000","k":"a"}
{"@timestamp":"1000","k":"b"}"#,
            output: r#"{"k":"a","span":"7000"}
{"k":"b","span":"0"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    Ok(Executable::Aggregate(Box::new(Range { field, output: build.output_name().into() })))
}

/// The distance of the numbers in a field.
pub(super) struct Range {
    pub(super) field: Symbol,
    pub(super) output: FieldName,
}

impl Aggregation for Range {
    /// The smallest and the largest number.
    type State = Option<(Number, Number)>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let Some(value) = event.get(self.field).and_then(number::parse) {
            widen(state, value, value);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        if let Some((low, high)) = later {
            widen(state, low, high);
        }
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        let range = state.and_then(|(low, high)| number::subtract(high, low));
        range.map(|range| [(self.output.clone(), number::format(range))].into_iter().collect()).into_iter().collect()
    }
}

fn widen(state: &mut Option<(Number, Number)>, low: Number, high: Number) {
    *state = Some(match *state {
        None => (low, high),
        Some((known_low, known_high)) => (
            if number::compare(low, known_low).is_lt() { low } else { known_low },
            if number::compare(high, known_high).is_gt() { high } else { known_high },
        ),
    });
}
