//! `splitString()`: Splits the field's value at every match of the regular expression by and writes the pieces to as[0], as[1], ...; the input field stays.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use crate::value::regex::{Flags, Regex};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "splitString",
    summary: "Splits the field's value at every match of the regular expression by and writes the pieces to as[0], as[1], ...; the input field stays.",
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
        "[undocumented] Leading and trailing empty pieces. Java's split (the host language) keeps a leading empty piece and drops trailing ones, but the page's example <2007-01-01>test;bar with [<>;] claims three pieces part[0..2], which means no leading empty piece. See doubtful-3.md.",
        "[undocumented] index out of range: set nothing. Missing field: set nothing. Old pieces with higher indices from an earlier array of that name: remove them so that the array has no stale tail.",
    ],
    examples: &[],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let source = build.text("by")?;
    let regex = Regex::new(&source, Flags::default())
        .map_err(|error| build.error(codes::REGEX_INVALID, "by", error.message))?;
    let field = build.field("field")?.symbol;
    let index = build.integer("index")?;
    let output = build.output();
    Ok(Executable::Transform(Box::new(SplitString { field, regex, index, output: output.symbol, name: output.name })))
}

struct SplitString {
    field: Symbol,
    regex: Regex,
    index: Option<i64>,
    output: Symbol,
    name: String,
}

impl Transform for SplitString {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(text) = event.get(self.field) else { return Flow::Keep };
        // Java's rule, that of the language LogScale is written in: a leading empty piece stays, trailing ones go.
        let Ok(pieces) = self.regex.split(text) else {
            context.regex_gave_up();
            return Flow::Keep;
        };
        if let Some(index) = self.index {
            let place = if index < 0 { index.checked_add_unsigned(pieces.len() as u64) } else { Some(index) };
            let piece = place.and_then(|place| usize::try_from(place).ok()).and_then(|place| pieces.get(place));
            if let Some(piece) = piece {
                event.set(self.output, piece);
            }
            return Flow::Keep;
        }
        for (place, piece) in pieces.iter().enumerate() {
            let name = event.keep(&format!("{}[{place}]", self.name));
            event.set_named(name, piece);
        }
        // What an earlier array of that name held behind the last piece would look like part of this one.
        let mut place = pieces.len();
        loop {
            let name = format!("{}[{place}]", self.name);
            if event.get_named(&name).is_none() {
                break;
            }
            event.remove_named(&name);
            place += 1;
        }
        Flow::Keep
    }
}
