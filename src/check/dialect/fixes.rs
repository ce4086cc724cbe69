//! The official text of what was rewritten: of a call alone where it can stand there, else of its whole step.

use super::change::{Form, Place};
use crate::ast::print;
use crate::ast::{Filter, FilterKind, StepKind};
use crate::source::Span;

/// The text that can take the place of the call. `None` where only a change of the whole step will do.
pub(super) fn of_call(form: &Form, place: &Place, span: Span) -> Option<String> {
    match form {
        Form::Call(call) => print::official_step(&StepKind::Call { negated: false, call: call.clone() }),
        Form::Value(kind) => print::official_expr(&crate::ast::Expr { kind: kind.clone(), span }),
        Form::Test(kind) => {
            let filter = Filter { kind: kind.clone(), span };
            match place {
                Place::Step => print::official_filter(&filter),
                Place::Condition if is_operand(kind) => print::official_filter(&filter),
                Place::Value => print::condition_as_expr(&filter),
                _ => None,
            }
        }
        Form::Steps(kinds) => match place {
            Place::Step => of_steps(kinds),
            Place::Value => of_steps(kinds).map(|steps| format!("{{ {steps} }}")),
            _ => None,
        },
    }
}

/// The steps joined by bars.
pub(super) fn of_steps(kinds: &[StepKind]) -> Option<String> {
    let steps: Option<Vec<String>> = kinds.iter().map(print::official_step).collect();
    Some(steps?.join(" | "))
}

/// Whether the test is one word of an official filter.
fn is_operand(kind: &FilterKind) -> bool {
    matches!(kind, FilterKind::Exists { .. } | FilterKind::Match { .. } | FilterKind::Constant(_))
}

/// Whether the step is one of several of `eval a = 1, b = 2`, which can only be changed together.
pub(super) fn in_list(text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).unwrap_or("").trim_end();
    let after = text.get(span.end()..).unwrap_or("").trim_start();
    before.ends_with(',') || after.starts_with(',')
}
