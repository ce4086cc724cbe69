//! `beta:repeating()`: Marks a live query as repeating, that is, run again and again as a historical query.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "beta:repeating",
    summary: "Marks a live query as repeating, that is, run again and again as a historical query.",
    page: "functions-beta-repeating.html",
    parameters: &[
        Parameter::new("as", Kind::Output),
        Parameter { unnamed: true, ..Parameter::new("interval", Kind::Duration) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::CloudOnly("it schedules work on the server"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Marks a live query as repeating, that is, run again and again as a historical query; interval is the pause between runs as a relative time such as 5m, a default is chosen when absent.",
        "Has no effect at all in a historical query: all events pass unchanged.",
        "Needs feature flag RepeatingQueries in the product; queries using it fail where the flag is off.",
    ],
    examples: &[],
    build: None,
};
