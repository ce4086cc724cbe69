//! `text:length()`: Gives the number of characters of a text, as readers count them.

use super::shared::grapheme;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:length",
    summary: "Gives the number of characters of a text, as readers count them.",
    page: "functions-text-length.html",
    parameters: &[
        Parameter { default: Some("_length"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
    ],
    output: &["_length"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Length of a text. Counts extended grapheme clusters (Unicode UAX 29), i.e. what a reader sees as one character: a flag emoji is 1, while length() (UTF-16 units) says 4.",
        "string is an expression: text:length(f) takes field f, text:length(\"abc\") the literal.",
        "Usable inside expressions: end=text:length(message) - 4.",
        "[inferred] Missing field: set nothing. Empty string: 0.",
    ],
    examples: &[
        Example {
            query: r#"text:length(name)"#,
            input: r#"{"name":"a🇩🇰"}
{"name":""}
{"a":"1"}"#,
            output: r#"{"name":"a🇩🇰","_length":"2"}
{"name":"","_length":"0"}
{"a":"1"}"#,
        },
        Example { query: r#"n := text:length("four") * 2"#, input: r#"{"a":"1"}"#, output: r#"{"a":"1","n":"8"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(TextLength { string: build.expression("string")? })))
}

struct TextLength {
    string: Expression,
}

impl Compute for TextLength {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let text = self.string.evaluate(event, context).text(event.arena());
        text.and_then(|text| i64::try_from(grapheme::count(text)).ok()).map_or(Value::Null, Value::integer)
    }
}
