//! `dropEvent()`: Drops the event, for all branches of a case.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "dropEvent",
    summary: "Drops the event, for all branches of a case.",
    page: "functions-dropevent.html",
    parameters: &[],
    output: &[],
    roles: Roles::TRANSFORM,
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
    Ok(Executable::Transform(Box::new(DropEvent)))
}

struct DropEvent;

impl Transform for DropEvent {
    /// Not `Flow::Drop`: in `case { kind=noise | dropEvent(); * }` the second branch would keep the event.
    fn apply<'e>(&'e self, _event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        Flow::Many(Vec::new())
    }

    fn ends_event(&self) -> bool {
        true
    }
}
