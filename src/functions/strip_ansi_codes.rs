//! `stripAnsiCodes()`: Removes the codes that colour text and move the cursor of a terminal.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};
use bumpalo::collections::String as ArenaString;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "stripAnsiCodes",
    summary: "Removes the codes that colour text and move the cursor of a terminal.",
    page: "functions-stripansicodes.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter {
            unnamed: true,
            default: Some("@rawstring"),
            summary: "the reference marks it required and gives this default too",
            ..Parameter::new("field", Kind::Field)
        },
    ],
    output: &["the input field (overwritten), or the field named by as"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes ANSI escape sequences (colour codes and cursor movement commands) from the value and keeps all other text.",
        "Without arguments it works on @rawstring, in place.",
        "The sequences meant are ESC [ parameters letter, e.g. ESC[93;41m, ESC[0m, ESC[2K, ESC[1;1H. [undocumented] Other escapes (titles of windows, escapes of two characters) stay.",
        "Writes to as when given, else over the input field.",
        "[undocumented] Missing field: set nothing.",
    ],
    examples: &[
        Example {
            query: r#"stripAnsiCodes(line)"#,
            input: r#"{"line":"\u001b[93;41mhot\u001b[0m day"}
{"line":"plain"}"#,
            output: r#"{"line":"hot day"}
{"line":"plain"}"#,
        },
        Example {
            query: r#"clean := stripAnsiCodes(line) | drop(line)"#,
            input: r#"{"line":"a\u001b[2Kb"}"#,
            output: r#"{"clean":"ab"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_text(build, |text, arena| {
        if !text.contains(INTRODUCER) {
            return Value::Text(text);
        }
        let mut kept = ArenaString::with_capacity_in(text.len(), arena);
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once(INTRODUCER) {
            kept.push_str(before);
            rest = match after_sequence(behind) {
                Some(after) => after,
                None => {
                    kept.push_str(INTRODUCER);
                    behind
                }
            };
        }
        kept.push_str(rest);
        Value::Text(kept.into_bump_str())
    })
}

/// What begins a control sequence: ESC [
const INTRODUCER: &str = "\u{1b}[";

/// What follows a sequence of parameters, intermediate characters and a final character (ECMA-48, 5.4).
fn after_sequence(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|next: char| ('0'..='?').contains(&next));
    let text = text.trim_start_matches(|next: char| (' '..='/').contains(&next));
    text.strip_prefix(|next: char| ('@'..='~').contains(&next))
}
