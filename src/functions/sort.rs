//! `sort()`: Sorts the events and keeps the first limit of them.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sort",
    summary: "Sorts the events and keeps the first limit of them.",
    page: "functions-sort.html",
    parameters: &[
        Parameter {
            unnamed: true,
            default: Some("_count"),
            summary: "the 1.202 page leaves the default blank, the newest catalogue and pages up to 1.100 say _count",
            ..Parameter::new("field", Kind::Fields)
        },
        Parameter {
            default: Some("200"),
            max: Some(200_000),
            summary: "StateRowLimit",
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("desc"), values: &["asc", "desc"], ..Parameter::new("order", Kind::Texts) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            deprecated: true,
            ..Parameter::new("reverse", Kind::Boolean)
        },
        Parameter {
            default: Some("number"),
            values: &["hex", "number", "string"],
            ..Parameter::new("type", Kind::Texts)
        },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sorts the events and keeps the first limit of them; events keep all their fields. It is an aggregate: what follows runs on the result only.",
        "Default: by _count, numerically, descending, 200 events.",
        "limit is applied after sorting. limit=max means StateRowLimit (200,000 by default), which is also the upper bound. [undocumented] A warning should say that rows were cut off; a limit above the maximum is an error.",
        "field may be an array: later fields break ties of earlier ones.",
        "order and type may each be one value (for all fields) or an array matching field one to one.",
        "type=number compares by numeric value, string lexicographically (by code unit, capital letters before small), hex as hexadecimal numbers with prefix 0x, 0X or none.",
        "type=any existed before 1.142 and was removed then: an error now.",
        "reverse is deprecated since 1.100: true = descending, false = ascending.",
        "[figures] In an ascending sort over a field that one row lacks, the page shows that row first; so a missing value orders before all numbers (last in descending order). Not stated in words; non-numeric values under type=number are not documented at all (treat them like missing ones).",
        "[undocumented] Order of rows that compare equal; a stable sort is the friendliest.",
        "Sorting happens in memory; put filters first. Usable as a sub-aggregate inside groupBy: function=[{sort(t) | collect(t)}].",
    ],
    examples: &[],
    build: None,
};
