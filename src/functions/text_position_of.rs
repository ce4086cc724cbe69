//! `text:positionOf()`: Gives the position of a character or text within another text, from 0.

use super::shared::grapheme;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:positionOf",
    summary: "Gives the position of a character or text within another text, from 0.",
    page: "functions-text-positionof.html",
    parameters: &[
        Parameter { default: Some("_position"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("0"), ..Parameter::new("begin", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("character", Kind::Expression) },
        Parameter { default: Some("1"), ..Parameter::new("occurrence", Kind::Expression) },
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
    ],
    output: &["_position"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Zero-based position of a character or longer text (character) inside string; the last possible position is text:length(string) - 1.",
        "Positions count extended grapheme clusters (Unicode UAX 29), i.e. what a reader sees as one character: a flag emoji is 1, while length() (UTF-16 units) says 4.",
        "begin: where to start searching, must be 0 or more. occurrence: which hit to report, must be 1 or more.",
        "[inferred] The reported position counts from the start of string, not from begin; occurrences are counted from begin on.",
        "[undocumented] Not found, begin or occurrence out of range, missing field: set nothing (null in expressions), as text:substring does for invalid input.",
        "All parameters except as are expressions and may be fields or computed.",
    ],
    examples: &[
        Example {
            query: r#"text:positionOf(path, character="/", occurrence=2)"#,
            input: r#"{"path":"/usr/bin"}
{"path":"usr"}"#,
            output: r#"{"path":"/usr/bin","_position":"4"}
{"path":"usr"}"#,
        },
        Example {
            query: r#"p := text:positionOf(s, character="b", begin=2)"#,
            input: r#"{"s":"abab"}"#,
            output: r#"{"s":"abab","p":"3"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(PositionOf {
        string: build.expression("string")?,
        character: build.expression("character")?,
        begin: build.optional_expression("begin").unwrap_or(Expression::Number(Number::Integer(0))),
        occurrence: build.optional_expression("occurrence").unwrap_or(Expression::Number(Number::Integer(1))),
    })))
}

struct PositionOf {
    string: Expression,
    character: Expression,
    begin: Expression,
    occurrence: Expression,
}

impl PositionOf {
    fn find<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Option<i64> {
        let text = self.string.evaluate(event, context).text(event.arena())?;
        let wanted = self.character.evaluate(event, context).text(event.arena())?;
        let begin = self.begin.evaluate(event, context).number()?.as_whole()?;
        let occurrence = self.occurrence.evaluate(event, context).number()?.as_whole()?;
        let (begin, occurrence) = (usize::try_from(begin).ok()?, usize::try_from(occurrence).ok()?);
        i64::try_from(grapheme::position_of(text, wanted, begin, occurrence)?).ok()
    }
}

impl Compute for PositionOf {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        self.find(event, context).map_or(Value::Null, Value::integer)
    }
}
