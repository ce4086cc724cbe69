//! `selfJoin()`: Two passes over the same events.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selfJoin",
    summary: "Two passes over the same events.",
    page: "functions-selfjoin.html",
    parameters: &[
        Parameter { default: Some("(none)"), ..Parameter::new("collect", Kind::Fields) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("20000"),
            min: Some(1),
            max: Some(1_000_000),
            summary: "upper bound MAX_STATE_LIMIT / GroupMaxLimit",
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("postfilter", Kind::Boolean) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("prefilter", Kind::Boolean) },
        Parameter { default: Some("(none)"), ..Parameter::new("select", Kind::Fields) },
        Parameter { required: true, summary: "each a { query }", ..Parameter::new("where", Kind::Filters) },
    ],
    output: &["the key field(s)", "the fields named in collect or select"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Two passes over the same events. Pass 1 finds the key values for which every where clause is satisfied by at least one event (different clauses may be satisfied by different events of the same key). Pass 2 groups the events of those keys.",
        "The result is that of groupBy(field, function=collect(collect)) or, with select instead, groupBy(field, function=selectLast(select)), restricted to the found keys: one row a key.",
        "collect joins all distinct values as collect() does (default separator newline, order undefined); select keeps the latest value as selectLast() does.",
        "prefilter=true: only events matching at least one where clause are fed into the grouping, so fields that occur only on other events of the key are not collected. Default false: every event of a found key is fed in.",
        "postfilter=true: after collating, the AND of all where clauses is tested again on each result row. This removes false positives, provided all fields the clauses need are in collect.",
        "The key set is kept in a bloom filter, so the real function may let a few wrong keys through (about 0.4 of 20,000 matching keys, 1.1 of 25,000, 16.4 of 50,000). An offline implementation may be exact.",
        "limit bounds the number of join keys that satisfy the clauses (default 20,000); the page's text also names a default of 100,000 keys for groupBy, an old figure.",
        "Cannot run live (two passes) except wrapped in beta:repeating().",
        "where clauses are filter queries in braces, e.g. where=[{from=peter}, {to=anders}]; wildcards work as in any filter.",
        "[undocumented] Output when neither collect nor select is given: by the description, one row a key with the key only.",
        "[inferred] With several key fields an event must have them all (stated for selfJoinFilter).",
    ],
    examples: &[],
    build: None,
};
