//! `session()`: Cuts the time-ordered events into sessions and runs the aggregate(s) once for each session.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "session",
    summary: "Cuts the time-ordered events into sessions and runs the aggregate(s) once for each session.",
    page: "functions-session.html",
    parameters: &[
        Parameter { unnamed: true, default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("15m"), ..Parameter::new("maxpause", Kind::Duration) },
    ],
    output: &["the outputs of function"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Cuts the time-ordered events into sessions and runs the aggregate(s) once for each session: one result row a session (more if the aggregate gives more).",
        "A new session starts when the pause since the previous event is more than maxpause (default 15m). A pause of exactly maxpause stays in the session.",
        "Several aggregates are combined as in stats().",
        "Nearly always used inside groupBy: groupBy(key, function=session(...)) then gives one row for each key and session, with the key field added.",
        "The unnamed argument may come after named ones: session(maxpause=15m, count(as=clicks)).",
        "No fields besides those of function (and the group keys) are documented, in particular no session start time or length; take min(@timestamp), max(@timestamp) or range(@timestamp) as sub-aggregates for that.",
        "[inferred] Sessions of a group come in time order.",
    ],
    examples: &[],
    build: None,
};
