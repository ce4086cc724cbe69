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
        "As a step in a branch of case it ends the event, which no further branch sees; a filter that fails leaves it to the next branch.",
        "Usually inside case { cond | dropEvent(); * }.",
        "In a parser the event is not stored.",
        "Takes no arguments.",
    ],
    examples: &[
        Example {
            query: "case { kind=noise | dropEvent(); * }",
            input: r#"{"kind":"noise"}
{"kind":"signal"}"#,
            output: r#"{"kind":"signal"}"#,
        },
        Example { query: "dropEvent()", input: r#"{"a":"1"}"#, output: "" },
    ],
    build: Some(build),
};

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Test(Box::new(DropEvent)))
}

struct DropEvent;

impl Test for DropEvent {
    fn test<'e>(&'e self, _event: &mut Event<'e>, _context: &'e Context) -> bool {
        false
    }

    fn ends_event(&self) -> bool {
        true
    }
}
