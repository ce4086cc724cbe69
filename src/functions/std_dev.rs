//! `stdDev()`: Gives the standard deviation of the numbers in a field, over the whole population.

use super::shared::moments::Moments;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::symbol::{FieldName, Symbol};
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "stdDev",
    summary: "Gives the standard deviation of the numbers in a field, over the whole population.",
    page: "functions-stddev.html",
    parameters: &[
        Parameter { default: Some("_stddev"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_stddev"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Standard deviation of the numbers in field.",
        "[undocumented] Population (divide by n) or sample (n-1): the only figure on the page, 4289.32, fits neither (population 4257.5514..., sample 4487.8532...). See doubtful-3.md. Population is the usual choice for a one-pass log aggregator; make it one constant in the code.",
        "[inferred] Events lacking the field or with a non-numeric value are ignored, as for avg; without any number there is no output row.",
        "d := stdDev(v) sets as=d. The name is case-sensitive in output: _stddev, all small letters.",
    ],
    examples: &[
        Example {
            query: "stdDev(v)",
            input: r#"{"v":"2"}
{"v":"4"}
{"v":"n/a"}
{"v":"4"}
{"v":"4"}
{"v":"5"}
{"v":"5"}
{"v":"7"}
{"v":"9"}"#,
            output: r#"{"_stddev":"2"}"#,
        },
        Example {
            query: "groupBy(k, function=[count(), spread := stdDev(v)])",
            input: r#"{"k":"a","v":"5"}
{"k":"b"}
{"k":"a","v":"5"}"#,
            output: r#"{"k":"a","_count":"2","spread":"0"}
{"k":"b","_count":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    Ok(Executable::Aggregate(Box::new(StdDev { field, output: build.output_name().into() })))
}

/// What the number of values is reduced by for the divisor: 0 for the population, 1 for a sample. The page does not say
/// which, and its only figure fits neither.
const DIVISOR_CORRECTION: f64 = 0.0;

struct StdDev {
    field: Symbol,
    output: FieldName,
}

impl Aggregation for StdDev {
    type State = Moments;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let Some(value) = event.get(self.field).and_then(number::parse_f64) {
            state.add(value, 0.0);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.merge(&later);
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        let divisor = state.count - DIVISOR_CORRECTION;
        let deviation = (divisor > 0.0).then(|| (state.xx / divisor).sqrt()).and_then(number::format_f64);
        deviation.map(|text| [(self.output.clone(), text)].into_iter().collect()).into_iter().collect()
    }
}
