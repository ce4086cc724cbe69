//! `lowercase()`: Writes values, names or both of fields in lower case.

use super::shared::letter_case::LetterCase;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "lowercase",
    summary: "Writes values, names or both of fields in lower case.",
    page: "functions-lowercase.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("values"),
            values: &["both", "fields", "values"],
            ..Parameter::new("include", Kind::Text)
        },
        Parameter::new("locale", Kind::Text),
    ],
    output: &["(same or lower-cased field names)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: Some("use lower()"),
    behaviour: &[
        "Deprecated in queries (use lower()); still meant for parsers.",
        "include=values (default): the values of the named fields are lower-cased in place.",
        "include=fields: a field with the lower-cased name is created holding the unchanged value; the original field stays.",
        "include=both: a field with the lower-cased name is created holding the lower-cased value; the original stays.",
        "Field names given are matched without regard to case (the example finds BAR through \"bar\").",
        "field=\"*\" (as the only entry) means all fields; in this mode with fields/both only the lower-cased names remain, the originals are removed.",
        "The second syntax example contradicts its own text (include=values but a renamed field): read it as include=fields.",
    ],
    examples: &[
        Example {
            query: r#"lowercase(User)"#,
            input: r#"{"User":"ANN","n":"1"}"#,
            output: r#"{"User":"ann","n":"1"}"#,
        },
        Example {
            query: r#"lowercase("*", include=both)"#,
            input: r#"{"Host":"WEB","n":"A"}"#,
            output: r#"{"n":"a","host":"web"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let names: Vec<String> = build.fields("field").into_iter().map(|target| target.name).collect();
    let include = build.text("include")?.to_ascii_lowercase();
    Ok(Executable::Transform(Box::new(Lowercase {
        all: names.iter().any(|name| name == "*"),
        names: names.iter().map(|name| name.to_lowercase()).collect(),
        rename: include != "values",
        change: include != "fields",
        letters: LetterCase::of(build.optional_text("locale").as_deref()),
    })))
}

struct Lowercase {
    all: bool,
    /// In lower case, since names are found without regard to case.
    names: Vec<String>,
    rename: bool,
    change: bool,
    letters: LetterCase,
}

impl Transform for Lowercase {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let arena = event.arena();
        let mut fields = ArenaVec::new_in(arena);
        event.for_each(&mut |name, value| {
            let lower = self.letters.lower(name, arena);
            if self.all || self.names.iter().any(|wanted| wanted == lower) {
                fields.push((name, lower, value));
            }
        });
        for (name, lower, value) in fields {
            let value = if self.change { self.letters.lower(value, arena) } else { value };
            let target = if self.rename { lower } else { name };
            // Of all fields only the lower-cased names stay (functions-lowercase.html).
            if self.all && target != name {
                event.remove_named(name);
            }
            event.set_named(target, value);
        }
        Flow::Keep
    }
}
