//! `text:endsWith()`: Passes events in which one text ends with another.

use super::shared::text_pair;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:endsWith",
    summary: "Passes events in which one text ends with another.",
    page: "functions-text-endswith.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("substring", Kind::Expression) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes events in which string ends with substring; case-sensitive, plain text.",
        "Both are expressions, so either side may be a field, a literal or a function result: text:endsWith(string=lower(cmd), substring=\"...\") ignores case of cmd.",
        "Usable as a boolean in expressions. Negatable with ! or not.",
        "[inferred] Missing field on either side: not a match. Empty substring: matches any existing string.",
    ],
    examples: &[
        Example {
            query: r#"text:endsWith(path, substring=".exe")"#,
            input: r#"{"path":"a.exe"}
{"path":"a.exe.txt"}
{"a":"1"}"#,
            output: r#"{"path":"a.exe"}"#,
        },
        Example {
            query: r#"!text:endsWith(path, substring=part)"#,
            input: r#"{"path":"a.exe","part":".exe"}
{"path":"a.exe.txt","part":".exe"}"#,
            output: r#"{"path":"a.exe.txt","part":".exe"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    text_pair::compare(build, |string, substring| string.ends_with(substring))
}
