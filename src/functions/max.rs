//! `max()`: Gives the largest number in a field.

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, Results};
use crate::symbol::{FieldName, Symbol};
use crate::value::number::{self, Number};
use std::cmp::Ordering;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "max",
    summary: "Gives the largest number in a field.",
    page: "functions-max.html",
    parameters: &[
        Parameter { default: Some("_max"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            summary: "listed without description in older pages, absent in the 2026 list",
            ..Parameter::new("type", Kind::Text)
        },
    ],
    output: &["_max"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Largest number in the field over all events; one output row with field _max.",
        "Values that are not numbers and events without the field are ignored; if no event has a numeric value the function returns nothing (no value for _max).",
        "Comparison is numeric, never alphabetical (95 < 180 < 2850).",
        "Works on @timestamp (milliseconds).",
        "Whether the 'nothing' case is zero rows or one row without the field at top level is not documented; inside groupBy() the group row stays (suggested: at top level one empty row is suppressed).",
        "Whether the printed result keeps the original spelling of the winning value (e.g. 3.0) or is re-printed as a number is not documented (suggested: re-print).",
        "r := max(x) inside [...] or {...} names the output r.",
    ],
    examples: &[
        Example {
            query: "max(latency)",
            input: r#"{"latency":"180"}
{"latency":"2850"}
{"latency":"95"}
{"latency":"slow"}"#,
            output: r#"{"_max":"2850"}"#,
        },
        Example {
            query: "[lo := min(v), hi := max(v)]",
            input: r#"{"v":"9"}
{"v":"10"}
{"v":"-2"}"#,
            output: r#"{"lo":"-2","hi":"10"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    Ok(Executable::Aggregate(Box::new(Extreme::largest(field, build.output_name().into()))))
}

/// The smallest or the largest number in a field.
pub(super) struct Extreme {
    field: Symbol,
    output: FieldName,
    /// How a better number compares with the best one so far.
    better: Ordering,
}

impl Extreme {
    /// The smallest.
    pub(super) fn smallest(field: Symbol, output: FieldName) -> Self {
        Self { field, output, better: Ordering::Less }
    }

    /// The largest.
    pub(super) fn largest(field: Symbol, output: FieldName) -> Self {
        Self { field, output, better: Ordering::Greater }
    }

    fn offer(&self, best: &mut Option<Number>, value: Number) {
        if best.is_none_or(|best| number::compare(value, best) == self.better) {
            *best = Some(value);
        }
    }
}

impl Aggregation for Extreme {
    type State = Option<Number>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let Some(value) = event.get(self.field).and_then(number::parse) {
            self.offer(state, value);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        if let Some(value) = later {
            self.offer(state, value);
        }
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        Results::rows(context, |results| self.append(state, results))
    }

    fn append(&self, state: Self::State, results: &mut Results<'_>) {
        // Without any number there is no row, as for avg().
        if let Some(best) = state {
            results.add_number(&self.output, best);
        }
    }
}
