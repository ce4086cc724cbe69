//! `rename()`: Gives fields other names.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "rename",
    summary: "Gives fields other names.",
    page: "functions-rename.html",
    parameters: &[
        Parameter::new("as", Kind::Output),
        Parameter {
            required: true,
            unnamed: true,
            summary: "one name with as, or array of [old,new] pairs since 1.106",
            ..Parameter::new("field", Kind::Fields)
        },
    ],
    output: &["<new names>"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Renames a field: rename(field=old, as=new), new := rename(old), or several at once with pairs [[old1,new1],[old2,new2]].",
        "The old field disappears; an existing field of the new name is overwritten.",
        "[undocumented] An event without the field passes unchanged; a field that already has the new name stays.",
        "Pairs are applied in order (inferred).",
        "Giving neither as nor pairs is an error (inferred).",
    ],
    examples: &[
        Example {
            query: r#"rename([[src, source], [dst, target]])"#,
            input: r#"{"src":"a","dst":"b","n":"1"}
{"dst":"c","source":"old"}"#,
            output: r#"{"n":"1","source":"a","target":"b"}
{"source":"old","target":"c"}"#,
        },
        Example { query: r#"user := rename(account)"#, input: r#"{"account":"ann"}"#, output: r#"{"user":"ann"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields: Vec<Symbol> = build.fields("field").into_iter().map(|target| target.symbol).collect();
    let pairs = match (build.optional_field("as"), fields.as_slice()) {
        (Some(new), [old]) => vec![(*old, new.symbol)],
        (Some(_), _) => {
            return Err(build.error(
                codes::ARGUMENT_VALUE,
                "as",
                "as of rename() gives a name to one field, not to several",
            ));
        }
        (None, fields) if !fields.is_empty() && fields.len().is_multiple_of(2) => fields
            .chunks_exact(2)
            .filter_map(|pair| match pair {
                [old, new] => Some((*old, *new)),
                _ => None,
            })
            .collect(),
        (None, _) => {
            return Err(build
                .missing("as")
                .help("write rename(old, as=new), or pairs: rename([[old1, new1], [old2, new2]])"));
        }
    };
    Ok(Executable::Transform(Box::new(Rename { pairs })))
}

struct Rename {
    /// Old and new names.
    pairs: Vec<(Symbol, Symbol)>,
}

impl Transform for Rename {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        for (old, new) in &self.pairs {
            if old != new
                && let Some(value) = event.get(*old)
            {
                event.remove(*old);
                event.set(*new, value);
            }
        }
        Flow::Keep
    }
}
