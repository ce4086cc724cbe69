//! `parseFixedWidth()`: Cuts a text into pieces of given widths and gives them to named columns.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseFixedWidth",
    summary: "Cuts a text into pieces of given widths and gives them to named columns.",
    page: "functions-parsefixedwidth.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("columns", Kind::Texts) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("true"), ..Parameter::new("trim", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("widths", Kind::Numbers) },
    ],
    output: &["(names in columns)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Cuts the value into consecutive pieces of the given widths (characters) and assigns them to columns in order.",
        "trim=true (default) strips leading and trailing white space of each piece AFTER cutting.",
        "Input too short: a column that gets only part of its width takes what is there; columns starting beyond the end are not assigned.",
        "Text longer than the widths in total is cut off.",
        "columns and widths must have the same length (anything else is an error here).",
    ],
    examples: &[
        Example {
            query: "parseFixedWidth(line, columns=[a, b, c], widths=[3, 4, 2]) | drop(line)",
            input: r#"{"line":"117 ok end"}
{"line":"42"}"#,
            output: r#"{"a":"117","b":"ok","c":"en"}
{"a":"42"}"#,
        },
        Example {
            query: "parseFixedWidth(line, columns=[a, b], widths=[3, 9], trim=false) | drop(line)",
            input: r#"{"line":"äö üx "}"#,
            output: r#"{"a":"äö ","b":"üx "}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let names = build.texts("columns");
    let texts = build.texts("widths");
    if names.len() != texts.len() {
        let message = format!("parseFixedWidth() has {} columns but {} widths", names.len(), texts.len());
        return Err(build.error(codes::ARGUMENT_VALUE, "widths", message));
    }
    let mut columns = Vec::with_capacity(names.len());
    for (name, text) in names.iter().zip(&texts) {
        let Ok(width) = text.parse::<usize>() else {
            let message = format!("parameter widths of parseFixedWidth() takes whole numbers, found {text:?}");
            return Err(build.error(codes::ARGUMENT_VALUE, "widths", message));
        };
        columns.push((build.named(name).symbol, width));
    }
    let field = build.field("field")?.symbol;
    Ok(Executable::Transform(Box::new(ParseFixedWidth { field, columns, trim: build.flag("trim") })))
}

struct ParseFixedWidth {
    field: Symbol,
    /// With their widths in characters.
    columns: Vec<(Symbol, usize)>,
    trim: bool,
}

impl Transform for ParseFixedWidth {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let Some(mut rest) = event.get(self.field) else { return Flow::Keep };
        for (column, width) in &self.columns {
            if rest.is_empty() {
                break;
            }
            let end = rest.char_indices().nth(*width).map_or(rest.len(), |(end, _)| end);
            let (piece, more) = rest.split_at(end);
            event.set(*column, if self.trim { piece.trim() } else { piece });
            rest = more;
        }
        Flow::Keep
    }
}
