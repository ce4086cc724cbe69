//! `text:startsWith()`: Passes events in which one text begins with another.

use super::shared::text_pair;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:startsWith",
    summary: "Passes events in which one text begins with another.",
    page: "functions-text-startswith.html",
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
        "Passes events in which string starts with substring; case-sensitive, plain text.",
        "Both are expressions, so either side may be a field, a literal or a function result: text:startsWith(string=lower(cmd), substring=\"...\") ignores case of cmd.",
        "Usable as a boolean in expressions. Negatable with ! or not.",
        "[inferred] Missing field on either side: not a match. Empty substring: matches any existing string.",
    ],
    examples: &[
        Example {
            query: r#"text:startsWith(path, substring="/usr")"#,
            input: r#"{"path":"/usr/bin"}
{"path":"/opt/usr"}
{"a":"1"}"#,
            output: r#"{"path":"/usr/bin"}"#,
        },
        Example {
            query: r#"!text:startsWith(path, substring=part)"#,
            input: r#"{"path":"/usr/bin","part":"/usr"}
{"path":"/opt/usr","part":"/usr"}"#,
            output: r#"{"path":"/opt/usr","part":"/usr"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    text_pair::compare(build, |string, substring| string.starts_with(substring))
}
