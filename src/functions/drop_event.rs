//! `dropEvent()`: Drops the event.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "dropEvent",
    summary: "Drops the event.",
    page: "functions-dropevent.html",
    parameters: &[],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "In a query it is the same as the constant filter false: the event is removed from the result.",
        "Usually inside case { cond | dropEvent(); * }.",
        "In a parser the event is not stored.",
        "Takes no arguments.",
    ],
    examples: &[
        Example {
            query: r#"case { level=debug | dropEvent(); * }"#,
            input: r#"{"level":"debug"}
{"level":"error"}"#,
            output: r#"{"level":"error"}"#,
        },
        Example { query: r#"dropEvent() | count()"#, input: r#"{"a":"1"}"#, output: r#"{"_count":"0"}"# },
    ],
    build: Some(build),
};

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Test(Box::new(Never)))
}

struct Never;

impl Test for Never {
    fn test<'e>(&'e self, _event: &mut Event<'e>, _context: &'e Context) -> bool {
        false
    }
}
