//! `partition()`: Splits an ordered sequence into consecutive runs and applies the aggregate function(s) to each run.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "partition",
    summary: "Splits an ordered sequence into consecutive runs and applies the aggregate function(s) to each run.",
    page: "functions-partition.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("condition", Kind::Stages) },
        Parameter { required: true, unnamed: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("before"), values: &["after", "before"], ..Parameter::new("split", Kind::Text) },
    ],
    output: &["(outputs of function)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "Splits an ordered sequence into consecutive runs and applies the aggregate function(s) to each run; one result (or several, for multi-row functions such as accumulate) per run, in order.",
        "A new run starts at each event that passes the condition: split=before (default) puts that event first in the NEW run, split=after makes it the last of the OLD run.",
        "An event passing the condition at the very start with split=before does not create an empty run; likewise nothing is output for an empty last run with split=after (seen in the examples).",
        "condition is a filter function or a block in braces, e.g. condition=test(key != prev.key). A comparison with a missing value is null, i.e. no split.",
        "Must follow an order-establishing aggregator (head, sort, bucket, ...). Inside groupBy() each group is partitioned separately; events must arrive in time order there.",
        "function may be a list [...] combined as in stats(), blocks { filter | count(as=n) } included; the group field of an enclosing groupBy is kept on each row.",
    ],
    examples: &[],
    build: None,
};
