//! `percentile()`: Approximate percentiles.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "percentile",
    summary: "Approximate percentiles.",
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
    examples: &[],
    build: None,
};
