//! `stripAnsiCodes()`: Removes ANSI escape sequences (colour codes and cursor movement commands) from the value and keeps all other text.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "stripAnsiCodes",
    summary: "Removes ANSI escape sequences (colour codes and cursor movement commands) from the value and keeps all other text.",
    page: "functions-stripansicodes.html",
    parameters: &[
        Parameter { default: Some("name of the input field"), ..Parameter::new("as", Kind::Output) },
        Parameter {
            required: true,
            unnamed: true,
            default: Some("@rawstring"),
            summary: "may be left out although marked required",
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
        "The sequences meant are ESC [ parameters letter, e.g. ESC[93;41m, ESC[0m, ESC[2K, ESC[1;1H. [undocumented] Other escapes (OSC titles, two-character escapes).",
        "Writes to as when given, else over the input field.",
        "[undocumented] Missing field: set nothing.",
    ],
    examples: &[],
    build: None,
};
