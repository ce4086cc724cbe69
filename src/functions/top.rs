//! `top()`: The most common values of a field (or combinations of several fields), most common first.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "top",
    summary: "The most common values of a field (or combinations of several fields), most common first.",
    page: "functions-top.html",
    parameters: &[
        Parameter { default: Some("_count, _sum or _max"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("5"), ..Parameter::new("error", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("10"), min: Some(1), ..Parameter::new("limit", Kind::Integer) },
        Parameter::new("max", Kind::Field),
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("percent", Kind::Boolean) },
        Parameter::new("rest", Kind::Text),
        Parameter::new("sum", Kind::Field),
    ],
    output: &["the fields", "_count (or _sum, _max, or as)", "percent (with percent=true)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "The most common values of a field (or combinations of several fields), most common first: groupBy(field, function=count()) | sort(_count) in one step, limited to limit rows (default 10).",
        "sum=f ranks by sum(f) and outputs _sum; max=f ranks by max(f) and outputs _max; as renames that output.",
        "An event lacking any of the fields is not counted.",
        "percent=true adds a field named percent: the row's share of the total, in percent.",
        "rest=LABEL adds one more row, after the others, whose field holds LABEL and whose count is that of all values not listed. [figures] When nothing is left over, no such row appears. Without rest those values are left out silently.",
        "[undocumented] rest with several fields or with sum/max; share base of percent with rest.",
        "The real engine is approximate above 0.75 x 32,768 distinct values (0.75 x 8,192 in live queries), gives only rows guaranteed to be in the top, and warns when the error bound exceeds error percent (default 5). Exact counting is fine offline; error is then without effect.",
        "Ties: order not documented.",
        "max and sum exclude each other [inferred].",
    ],
    examples: &[],
    build: None,
};
