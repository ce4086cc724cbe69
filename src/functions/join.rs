//! `join()`: Runs the subquery first, then lets each main event through whose `field` values equal the `key` values of a subquery row (text equality).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "join",
    summary: "Runs the subquery first, then lets each main event through whose `field` values equal the `key` values of a subquery row (text equality).",
    page: "functions-join.html",
    parameters: &[
        Parameter { default: Some("end of main query"), ..Parameter::new("end", Kind::Time) },
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("none"), ..Parameter::new("include", Kind::Texts) },
        Parameter { default: Some("(value of field)"), ..Parameter::new("key", Kind::Fields) },
        Parameter {
            default: Some("100000"),
            min: Some(1),
            max: Some(200_000),
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("as main query"), ..Parameter::new("live", Kind::Boolean) },
        Parameter { default: Some("1"), ..Parameter::new("max", Kind::Integer) },
        Parameter { default: Some("inner"), values: &["inner", "left"], ..Parameter::new("mode", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("query", Kind::Subquery) },
        Parameter { default: Some("repo of main query"), ..Parameter::new("repo", Kind::Text) },
        Parameter { default: Some("start of main query"), ..Parameter::new("start", Kind::Time) },
        Parameter { default: Some("view of main query"), ..Parameter::new("view", Kind::Text) },
    ],
    output: &["(fields named in include)"],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Runs the subquery first, then lets each main event through whose `field` values equal the `key` values of a subquery row (text equality). key defaults to field; both lists must have the same length and pair up in order.",
        "The subquery is written in braces and may be any pipeline, including aggregates: join({...}, field=.., key=..).",
        "mode=inner (default) passes only matching events; mode=left passes all, matching ones enriched.",
        "include lists subquery fields copied onto the matching event; default none. A subquery row that lacks an included field gives the EMPTY STRING for it.",
        "max (default 1) is how many subquery rows with the same key are used: up to max rows are emitted per main event, one output event for each. Which row wins for max=1 is not documented.",
        "limit is the maximum number of subquery rows, default 100,000, 1 to 200,000. What is reported when exceeded is not documented on the page (suggested: warning that the join result may be incomplete).",
        "start/end: relative time measured back from the MAIN QUERY'S END (start=2h is two hours before it) or absolute epoch milliseconds; defaults are the main query's interval. repo/view choose where the subquery runs.",
        "!join(...) passes the main events that have no match (anti-join); include has no effect then.",
        "field =~ join(...) supplies field.",
        "Two passes over the data: not for live queries (run as a repeating query instead). The documentation recommends defineTable()+match() in its place.",
        "Collision of an included name with a field of the main event, and the value of included fields for unmatched events in mode=left, are not documented (suggested: overwrite; leave absent).",
    ],
    examples: &[],
    build: None,
};
