//! `stats()`: Runs several aggregates over the same events and combines their rows.

use super::count::Count;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Stats};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "stats",
    summary: "Runs several aggregates over the same events and combines their rows.",
    page: "functions-stats.html",
    parameters: &[Parameter {
        unnamed: true,
        default: Some("count(as=_count)"),
        ..Parameter::new("function", Kind::Aggregates)
    }],
    output: &["the outputs of function"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Runs several aggregates over the same events and combines their outputs; [a(), b()] at the top level is short for stats([a(), b()]). groupBy, bucket, timeChart, session and the window functions combine their sub-aggregates by the same rules.",
        "If every sub-aggregate gives at most one row, the result is one row with all fields.",
        "If some give more rows, the result is the Cartesian product of all outputs: each combination of one row from each.",
        "A sub-aggregate that gives no row (avg of a field without numbers) counts as giving one empty row: it adds no fields but does not empty the result.",
        "Combining checks for name collisions: a field present in several outputs with different values is an error; with the same value it is fine.",
        "stats(function=count()) equals count(); stats() without arguments is count(as=_count).",
        "Assignments name outputs: [lo := min(v), hi := max(v)]. Braces give composite sub-aggregates: {max(v) | round(_max)}.",
        "Sequence functions (accumulate, slidingWindow ...) may not be combined in stats with other functions giving several rows.",
        "[undocumented] Row order of the product; the page's example varies the last aggregate fastest.",
    ],
    examples: &[
        Example {
            query: "stats([min(v), max(v)])",
            input: r#"{"v":"3"}
{"v":"8"}"#,
            output: r#"{"_min":"3","_max":"8"}"#,
        },
        Example {
            query: "[sum(x, as=sx), avg(y), table([x])]",
            input: r#"{"x":"1","y":"N/A"}
{"x":"2"}"#,
            output: r#"{"sx":"3","x":"1"}
{"sx":"3","x":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let stats = match build.aggregates("function") {
        Some(stats) => stats,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    Ok(Executable::Aggregate(Box::new(stats)))
}
