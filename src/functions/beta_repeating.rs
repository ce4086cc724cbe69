//! `beta:repeating()`: Marks a live query as repeating, that is, run again and again as a historical query.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};

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
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Marks a live query as repeating, that is, run again and again as a historical query; interval is the pause between runs as a relative time such as 5m, a default is chosen when absent.",
        "Has no effect at all in a historical query: all events pass unchanged.",
        "Needs feature flag RepeatingQueries in the product; queries using it fail where the flag is off.",
    ],
    examples: &[
        Example { query: "beta:repeating(5m)", input: r#"{"a":"1"}"#, output: r#"{"a":"1"}"# },
        Example { query: "a=2 | beta:repeating(1h)", input: "{\"a\":\"1\"}\n{\"a\":\"2\"}", output: r#"{"a":"2"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    build.duration("interval")?;
    Ok(Executable::Transform(Box::new(Unchanged)))
}

struct Unchanged;

impl Transform for Unchanged {
    fn apply<'e>(&'e self, _event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        Flow::Keep
    }
}
