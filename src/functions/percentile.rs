//! `percentile()`: Gives percentiles of the numbers in a field, each within a relative error.

use super::shared::quantiles::{Mapping, Quantiles};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::symbol::{FieldName, Symbol};
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "percentile",
    summary: "Gives percentiles of the numbers in a field, each within a relative error.",
    page: "functions-percentile.html",
    parameters: &[
        Parameter { default: Some("0.01"), ..Parameter::new("accuracy", Kind::Number) },
        Parameter { default: Some("(empty)"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("[50, 75, 99]"), ..Parameter::new("percentiles", Kind::Numbers) },
    ],
    output: &["_50", "_75", "_99"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Approximate percentiles; one row with a field per requested percentile named AS + '_' + percentile as written: _50, _75, _99.9; with as=median: median_50. (One example shows the input field's name as prefix; doubtful.)",
        "Only non-negative numbers are supported; others and missing values are ignored (inferred).",
        "accuracy a is the allowed relative error, 0 < a < 1, default 0.01 (older default 0.1).",
        "EXACT ALGORITHM (reverse-engineered here, reproduces all 18 documented bucket values to the last digit and the 25.79 of the page's first example with a = 0.1): a DDSketch with quadratically interpolated logarithm. gamma = (1+a)/(1-a); mult = 0.75 / ln(gamma).",
        "Bucket of x > 0: write x = m * 2^e with 1 <= m < 2; f(x) = e - (m - 5)*(m - 1)/3; index = floor(f(x) * mult).",
        "Value of a bucket: t = index / mult; e = floor(t); v = 2^e * (3 - sqrt(4 - 3*(t - e))); reported number = v * (1 + a). It need not be a value of the data.",
        "Rank: for n values and percentile p take r = p/100 * (n - 1); walk buckets upward; the first whose cumulative count is > r is reported. So with 4 values p99 reports the third (r = 2.97).",
        "Zeros have their own bucket and report 0 (inferred).",
        "When memory gets tight the LOWEST buckets are merged: low percentiles lose accuracy first.",
        "No interpolation between neighbours: p50 of an even count reports the lower middle value's bucket.",
    ],
    examples: &[
        Example {
            query: "percentile(v, percentiles=[50, 99.9], as=p)",
            input: r#"{"v":"120"}
{"v":"145"}
{"v":"98"}
{"v":"167"}"#,
            output: r#"{"p_50":"120.80792246242098","p_99.9":"143.93947040702542"}"#,
        },
        Example {
            query: "percentile(v)",
            input: r#"{"v":"0"}
{"v":"0"}
{"v":"-5"}
{"v":"289"}"#,
            output: r#"{"_50":"0","_75":"0","_99":"0"}"#,
        },
    ],
    build: Some(build),
};

/// The percentiles when none are given (functions-percentile.html).
const DEFAULT: [&str; 3] = ["50", "75", "99"];

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let accuracy = build.number("accuracy")?.unwrap_or(0.01);
    let Some(mapping) = Mapping::new(accuracy) else {
        let message = format!("parameter accuracy of percentile() must lie between 0 and 1, found {accuracy}");
        return Err(build.error(codes::ARGUMENT_VALUE, "accuracy", message));
    };
    let texts = if build.has("percentiles") { build.texts("percentiles") } else { DEFAULT.map(str::to_owned).to_vec() };
    let prefix = build.optional_field("as").map(|target| target.name).unwrap_or_default();
    let mut percentiles: Vec<(f64, FieldName)> = Vec::new();
    for text in &texts {
        let Some(percentile) = number::parse_f64(text).filter(|percentile| (0.0..=100.0).contains(percentile)) else {
            let message = format!("parameter percentiles of percentile() takes numbers from 0 to 100, found {text:?}");
            return Err(build.error(codes::ARGUMENT_VALUE, "percentiles", message));
        };
        let name = build.named(&format!("{prefix}_{text}")).name;
        if percentiles.iter().all(|(_, known)| **known != *name) {
            percentiles.push((percentile, name.into()));
        }
    }
    Ok(Executable::Aggregate(Box::new(Percentile { field, mapping, percentiles })))
}

struct Percentile {
    field: Symbol,
    mapping: Mapping,
    percentiles: Vec<(f64, FieldName)>,
}

impl Aggregation for Percentile {
    type State = Quantiles;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if let Some(value) = event.get(self.field).and_then(number::parse_f64) {
            state.add(&self.mapping, value);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.merge(later);
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        let mut row = Row::new();
        for (percentile, name) in &self.percentiles {
            if let Some(text) = state.at(&self.mapping, percentile / 100.0).and_then(number::format_f64) {
                row.push(name.clone(), &text);
            }
        }
        if row.is_empty() { Vec::new() } else { vec![row] }
    }
}
