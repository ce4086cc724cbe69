//! `splitString()`: Splits a text at every match of a regex and writes the pieces to an array, or one of them to a field.

use super::shared::array::Array;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use crate::value::regex::{BudgetExceeded, Flags, Regex};
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "splitString",
    summary: "Splits a text at every match of a regex and writes the pieces to an array, or one of them to a field.",
    page: "functions-splitstring.html",
    parameters: &[
        Parameter { default: Some("_splitstring"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("by", Kind::Regex) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter::new("index", Kind::Integer),
    ],
    output: &["_splitstring[0], _splitstring[1], ... (or _splitstring with index)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Splits the field's value at every match of the regular expression by and writes the pieces to as[0], as[1], ...; the input field stays.",
        "by is always a regular expression: escape . * | and so on. A group may be used for a multi-character separator: by=\"(\\*\\|\\*)\". Inline flags work: by=\"(?i)(e|enc)\".",
        "With index only that piece is written, to the plain field as (no brackets). Negative index counts from the end: -1 is the last piece.",
        "Separators are not part of the pieces; capture groups in by are not output.",
        "by=\"(?!\\A)(?=.)\" splits into single characters (look-ahead works).",
        "x := splitString(field=f, by=\" \") sets as=x, giving x[0], x[1] ...",
        "[undocumented] Leading and trailing empty pieces. Java's split (the host language) keeps a leading empty piece and drops trailing ones, but the page's example <2007-01-01>test;bar with [<>;] claims three pieces part[0..2], which means no leading empty piece. Java's rule is used here.",
        "[undocumented] index out of range: set nothing. Missing field: set nothing. Old pieces with higher indices from an earlier array of that name: remove them so that the array has no stale tail.",
    ],
    examples: &[
        Example {
            query: r#"splitString(path, by="/", as=p) | drop(path)"#,
            input: r#"{"path":"usr/local/bin"}"#,
            output: r#"{"p[0]":"usr","p[1]":"local","p[2]":"bin"}"#,
        },
        Example {
            query: r#"leaf := splitString(path, by="[/.]", index=-1)"#,
            input: r#"{"path":"usr/bin/a.sh"}"#,
            output: r#"{"path":"usr/bin/a.sh","leaf":"sh"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let source = build.text("by")?;
    let separator = match is_literal(&source) {
        true => Separator::Text(source),
        false => Separator::Regex(
            Regex::new(&source, Flags::default())
                .map_err(|error| build.error(codes::REGEX_INVALID, "by", error.message))?,
        ),
    };
    let field = build.field("field")?.symbol;
    let output = build.output();
    let pieces = match build.integer("index")? {
        Some(index) => Pieces::One(index, output.symbol),
        None => Pieces::All(Array::named(build, &output.name)),
    };
    Ok(Executable::Transform(Box::new(SplitString { field, separator, pieces })))
}

struct SplitString {
    field: Symbol,
    separator: Separator,
    pieces: Pieces,
}

enum Separator {
    /// A regex that means its own text.
    Text(String),
    Regex(Regex),
}

enum Pieces {
    All(Array),
    /// The piece of that index, from the end if negative.
    One(i64, Symbol),
}

/// Whether a regex is a text without any special character.
fn is_literal(source: &str) -> bool {
    !source.is_empty() && !source.contains(['\\', '.', '+', '*', '?', '(', ')', '|', '[', ']', '{', '}', '^', '$'])
}

impl Separator {
    /// The pieces by Java's rule: trailing empty ones go.
    fn split<'t>(&self, text: &'t str, pieces: &mut ArenaVec<'t, &'t str>) -> Result<(), BudgetExceeded> {
        match self {
            Self::Text(separator) => {
                pieces.extend(text.split(separator.as_str()));
                if pieces.len() > 1 {
                    while pieces.last().is_some_and(|piece| piece.is_empty()) {
                        pieces.pop();
                    }
                }
            }
            Self::Regex(regex) => pieces.extend(regex.split(text)?),
        }
        Ok(())
    }
}

impl Transform for SplitString {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(text) = event.get(self.field) else { return Flow::Keep };
        let mut pieces = ArenaVec::new_in(event.arena());
        if self.separator.split(text, &mut pieces).is_err() {
            context.regex_gave_up();
            return Flow::Keep;
        }
        match &self.pieces {
            Pieces::All(array) => array.replace(event, &pieces),
            Pieces::One(index, output) => {
                let length = i64::try_from(pieces.len()).unwrap_or(i64::MAX);
                let place = if *index < 0 { index.saturating_add(length) } else { *index };
                if let Some(piece) = usize::try_from(place).ok().and_then(|place| pieces.get(place)) {
                    event.set(*output, piece);
                }
            }
        }
        Flow::Keep
    }
}
