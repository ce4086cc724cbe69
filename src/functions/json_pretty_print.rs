//! `json:prettyPrint()`: Writes JSON over several lines.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::json;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "json:prettyPrint",
    summary: "Writes JSON over several lines.",
    page: "functions-json-prettyprint.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("2"), min: Some(2), max: Some(100), ..Parameter::new("step", Kind::Integer) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
    ],
    output: &["(input field)"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Re-indents JSON text over several lines; step is the indent width in spaces, at least 2, default 2.",
        "Without as the formatted text replaces the input field (inferred: no default is documented and the example says the field is formatted in place).",
        "Text that is not valid JSON: with strict=false it is copied to the output field unmodified; with strict=true the output field is not created.",
        "Missing field: no output (inferred).",
        "[undocumented] The layout: one element on each line, a blank behind a colon, empty objects and arrays as {} and [].",
    ],
    examples: &[
        Example {
            query: r#"json:prettyPrint(j)"#,
            input: r#"{"j":"{\"a\":[1,{}],\"b\":\"x, y\"}"}
{"j":"{broken"}"#,
            output: r#"{"j":"{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x, y\"\n}"}
{"j":"{broken"}"#,
        },
        Example {
            query: r#"p := json:prettyPrint(j, step=4, strict=true)"#,
            input: r#"{"j":"[true]"}
{"j":"{broken"}"#,
            output: r#"{"j":"[true]","p":"[\n    true\n]"}
{"j":"{broken"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let step = build.limit("step")?;
    let strict = build.flag("strict");
    Ok(Executable::Compute(Box::new(PrettyPrint { field: build.field("field")?.symbol, step, strict })))
}

struct PrettyPrint {
    field: Symbol,
    /// Blanks for each level.
    step: usize,
    /// Gives nothing for text that is no JSON.
    strict: bool,
}

impl Compute for PrettyPrint {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        match event.get(self.field) {
            None => Value::Null,
            Some(text) if json::validate(text).is_ok() => context.with_scratch(|out| {
                write(text, self.step, out);
                Value::Text(event.keep(out))
            }),
            Some(_) if self.strict => Value::Null,
            Some(text) => Value::Text(text),
        }
    }
}

/// Lays out valid JSON.
fn write(text: &str, step: usize, out: &mut String) {
    let mut depth = 0_usize;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ' ' | '\t' | '\n' | '\r' => {}
            '"' => {
                out.push('"');
                while let Some(next) = characters.next() {
                    out.push(next);
                    match next {
                        '\\' => out.extend(characters.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '{' | '[' => {
                out.push(character);
                while characters.next_if(|next| next.is_ascii_whitespace()).is_some() {}
                match characters.next_if(|next| matches!(next, '}' | ']')) {
                    Some(close) => out.push(close),
                    None => {
                        depth += 1;
                        break_line(depth * step, out);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                break_line(depth * step, out);
                out.push(character);
            }
            ',' => {
                out.push(',');
                break_line(depth * step, out);
            }
            ':' => out.push_str(": "),
            other => out.push(other),
        }
    }
}

fn break_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}
