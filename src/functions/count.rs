//! `count()`: Without field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "count",
    summary: "Without field.",
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
    examples: &[],
    build: None,
};
