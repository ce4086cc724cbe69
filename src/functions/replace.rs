//! `replace()`: Replaces every match of a regex in the value of a field.

use super::regex::compile_flags;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::regex::Regex;
use crate::value::regex::Replacement;
use std::borrow::Cow;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "replace",
    summary: "Replaces every match of a regex in the value of a field.",
    page: "functions-replace.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("m"),
            summary: "any combination of the letters",
            ..Parameter::new("flags", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("regex", Kind::Regex) },
        Parameter { summary: "another name of with", ..Parameter::new("replacement", Kind::Text) },
        Parameter { default: Some(""), ..Parameter::new("with", Kind::Text) },
    ],
    output: &["the input field (overwritten), or the field named by as"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Every non-overlapping match of regex in the field's value is replaced, from left to right; the rest of the value is kept.",
        "The regex is not anchored; use ^ and $ to anchor it.",
        "with and replacement are two names for the same parameter. When neither is given the replacement is the empty string, so matches are deleted.",
        "$1, $2 ... in the replacement stand for the numbered capture groups of the match.",
        "[inferred] The engine is a Java-family regex, so ${name} and $name would be named groups, $0 the whole match and \\ an escape in the replacement; the page only shows $1.",
        "flags: i ignores case, d lets . match newlines, m lets ^ and $ match at every line start and end. The default is m, so ^/$ are per-line unless flags is given without m. [inferred] giving flags replaces the default set instead of adding to it.",
        "Without d, . does not match a newline.",
        "This never filters: when nothing matches, the value goes to the output field unchanged (and is copied to as when as names another field).",
        "Result goes to as, or back into field. As a field computation it also works as x := replace(...), which sets as=x.",
        "The first unnamed argument is the regex, not the field: replace(\"a\", with=\"b\") works on @rawstring.",
        "The regex may be written as a bare word (replace(regex=foo, with=bar)) or as a quoted string; in the quoted form \\\\d and \\d both reach the engine as \\d.",
        "[undocumented] Missing field: let the event through unchanged and set nothing.",
        "An invalid regex is a query error.",
    ],
    examples: &[
        Example {
            query: r#"replace("(\\w+)@example[.]com", with="$1", field=mail, as=user)"#,
            input: r#"{"mail":"ann@example.com"}
{"mail":"bob@other.org"}"#,
            output: r#"{"mail":"ann@example.com","user":"ann"}
{"mail":"bob@other.org","user":"bob@other.org"}"#,
        },
        Example {
            query: r#"replace("[0-9]", field=code)"#,
            input: r#"{"code":"a1b22c"}"#,
            output: r#"{"code":"abc"}"#,
        },
    ],
    build: Some(build),
};

/// The default of `flags` (functions-replace.html).
const DEFAULT_FLAGS: &str = "m";

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let flags = compile_flags(build, DEFAULT_FLAGS)?;
    let source = build.text("regex")?;
    let regex = Regex::with_numbered_groups(&source, flags)
        .map_err(|error| build.error(codes::REGEX_INVALID, "regex", error.message))?;
    let name = if build.has("with") { "with" } else { "replacement" };
    let text = build.optional_text(name).unwrap_or_default();
    let replacement =
        Replacement::new(&text, &regex).map_err(|error| build.error(codes::ARGUMENT_VALUE, name, error.message))?;
    Ok(Executable::Compute(Box::new(Replace { field: build.field("field")?.symbol, regex, replacement })))
}

struct Replace {
    field: Symbol,
    regex: Regex,
    replacement: Replacement,
}

impl Compute for Replace {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let Some(text) = event.get(self.field) else { return Value::Null };
        match self.regex.replace_all(text, &self.replacement) {
            Ok(Cow::Borrowed(text)) => Value::Text(text),
            Ok(Cow::Owned(text)) => Value::Text(event.keep(&text)),
            Err(_) => {
                context.regex_gave_up();
                Value::Text(text)
            }
        }
    }
}
