//! `count()`: Counts the events, those that have a field, or the different values of a field.

use super::shared::distinct::Distinct;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, Results};
use crate::symbol::{FieldName, Symbol};
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "count",
    summary: "Counts the events, those that have a field, or the different values of a field.",
    page: "functions-count.html",
    parameters: &[
        Parameter { default: Some("_count"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("distinct", Kind::Boolean) },
        Parameter { unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_count"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Without field: the number of events. With field: the number of events that have the field.",
        "distinct=true counts different values of the field; the product always uses an estimate (standard error below 2 percent; table: 10 -> 10, 100 -> 100, 1000 -> 995, 10000 -> 10039). An exact count agrees for small sets.",
        "Output is one row with an integer in _count (or as).",
        "In a list of aggregates: [count(bad, as=a), count(good, as=b)] gives one row with both.",
        "The _count field has no grouping; format(\"%,i\", field=_count, as=_count) adds it (3886817 becomes 3,886,817).",
        "[inferred] over no events count() yields 0 rather than no row; a field holding an empty string is present and counts.",
    ],
    examples: &[
        Example {
            query: "count()",
            input: r#"{"a":"1"}
{"b":"2"}"#,
            output: r#"{"_count":"2"}"#,
        },
        Example {
            query: "count(a, distinct=true, as=kinds)",
            input: r#"{"a":"x"}
{"a":"y"}
{"a":"x"}
{"b":"1"}"#,
            output: r#"{"kinds":"2"}"#,
        },
    ],
    build: Some(build),
};

/// Up to this many values of a group the number of different ones is exact.
const EXACT: usize = 65_536;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.optional_field("field").map(|target| target.symbol);
    let output = build.output_name().into();
    Ok(match field {
        Some(field) if build.flag("distinct") => Executable::Aggregate(Box::new(CountDistinct { field, output })),
        field => Executable::Aggregate(Box::new(Count { field, output })),
    })
}

/// The number of events, or of those with a field.
pub(super) struct Count {
    field: Option<Symbol>,
    output: FieldName,
}

impl Count {
    /// The number of all events, in a field of that name: what `groupBy`, `bucket` and `stats` do when not told.
    pub(super) fn events(output: &str) -> Self {
        Self { field: None, output: output.into() }
    }

    /// The number of events with a field.
    pub(super) fn of(field: Symbol, output: FieldName) -> Self {
        Self { field: Some(field), output }
    }
}

impl Aggregation for Count {
    type State = u64;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if self.field.is_none_or(|field| event.get(field).is_some()) {
            *state += 1;
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        *state += later;
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        Results::rows(context, |results| self.append(state, results))
    }

    fn append(&self, state: Self::State, results: &mut Results<'_>) {
        results.add_number(&self.output, whole(state));
    }
}

struct CountDistinct {
    field: Symbol,
    output: FieldName,
}

impl Aggregation for CountDistinct {
    type State = Distinct;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let Some(value) = event.get(self.field) {
            state.add(value.as_bytes(), EXACT);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.merge(later, EXACT);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        Results::rows(context, |results| self.append(state, results))
    }

    fn append(&self, state: Self::State, results: &mut Results<'_>) {
        results.add_number(&self.output, whole(state.count(EXACT)));
    }
}

fn whole(count: u64) -> Number {
    Number::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
