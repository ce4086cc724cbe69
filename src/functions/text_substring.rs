//! `text:substring()`: Gives the part of a text between two positions.

use super::shared::grapheme;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:substring",
    summary: "Gives the part of a text between two positions.",
    page: "functions-text-substring.html",
    parameters: &[
        Parameter {
            default: Some("_substring"),
            summary: "the parameter table says _string, every printed example _substring",
            ..Parameter::new("as", Kind::Output)
        },
        Parameter { default: Some("0"), ..Parameter::new("begin", Kind::Expression) },
        Parameter { summary: "default: end of the string", ..Parameter::new("end", Kind::Expression) },
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
    ],
    output: &["_substring"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "The part of string from position begin (inclusive, zero-based) to end (exclusive): begin=0, end=4 gives characters 0 to 3.",
        "Positions count extended grapheme clusters (Unicode UAX 29), i.e. what a reader sees as one character: a flag emoji is 1, while length() (UTF-16 units) says 4.",
        "Valid values: string an existing field or a literal; begin a number from 0 to the length; end a number from 1 to the length.",
        "With any invalid value the event passes unchanged and the as field is not added (no clamping: end beyond the length is invalid).",
        "begin and end are expressions; numeric text with leading zeros works as a number (end=payloadLength with 0009 means 9).",
        "end default: the length. begin equal to the length gives an empty result.",
        "[undocumented] begin >= end: treat as invalid when greater, empty when equal.",
        "Default output name: the parameter table says _string, all printed examples without as show _substring. offscale follows the examples.",
    ],
    examples: &[
        Example {
            query: r#"text:substring(id, begin=0, end=3)"#,
            input: r#"{"id":"abc-123"}
{"id":"ab"}"#,
            output: r#"{"id":"abc-123","_substring":"abc"}
{"id":"ab"}"#,
        },
        Example {
            query: r#"rest := text:substring(id, begin=text:positionOf(id, character="-") + 1)"#,
            input: r#"{"id":"abc-123"}
{"id":"abc"}"#,
            output: r#"{"id":"abc-123","rest":"123"}
{"id":"abc"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(Substring {
        string: build.expression("string")?,
        begin: build.optional_expression("begin").unwrap_or(Expression::Number(Number::Integer(0))),
        end: build.optional_expression("end"),
    })))
}

struct Substring {
    string: Expression,
    begin: Expression,
    end: Option<Expression>,
}

impl Substring {
    /// None for every invalid value; nothing is clamped (functions-text-substring.html).
    fn cut<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Option<&'e str> {
        let text = self.string.evaluate(event, context).text(event.arena())?;
        let mut offset = |position: &'e Expression, least: i64| {
            let position = position.evaluate(event, context).number()?.as_whole().filter(|number| *number >= least)?;
            grapheme::offset(text, usize::try_from(position).ok()?)
        };
        let begin = offset(&self.begin, 0)?;
        let end = match &self.end {
            Some(end) => offset(end, 1)?,
            None => text.len(),
        };
        text.get(begin..end)
    }
}

impl Compute for Substring {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        Value::of(self.cut(event, context))
    }
}
