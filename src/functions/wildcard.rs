//! `wildcard()`: Passes events in which a field, or anything in the event, matches a pattern with stars.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::free_text::FreeText;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::symbol::Symbol;
use crate::value::glob::Glob;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "wildcard",
    summary: "Passes events in which a field, or anything in the event, matches a pattern with stars.",
    page: "functions-wildcard.html",
    parameters: &[
        Parameter { summary: "default: the whole event", ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            ..Parameter::new("includeEverythingOnAsterisk", Kind::Boolean)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("pattern", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes events in which a field matches a wildcard pattern; * stands for any run of characters.",
        "With field(s): the pattern must match the whole value of at least one of the fields (field=[a, b] is a OR b). So pattern=horse means equality, *horse* means contains.",
        "Without field (or with []): free-text search for the pattern anywhere in the event, i.e. like *pattern*, over all fields of the original, unmodified event; fields set earlier in the query are not seen.",
        "ignoreCase=true: the same, ignoring case. The behaviour table calls these 'unanchored regexes', but the worked example for pattern=horse with a field says it is anchored (/\\Ahorse\\z/i); follow the example. Without field it is unanchored (/horse/i).",
        "includeEverythingOnAsterisk=true with pattern=* passes ALL events, also those lacking the field; otherwise pattern=* passes only events that have (one of) the field(s).",
        "field =~ wildcard(\"*foo*\") is the short form, since pattern is the unnamed parameter.",
        "pattern may be unquoted: pattern=*h*rse*.",
        "Negatable with ! or not: passes all events that do not match (also those lacking the field).",
        "[inferred] The free-text form cannot be used after the first aggregate (free text there is an error since 1.190).",
    ],
    examples: &[
        Example {
            query: r#"wildcard(field=host, pattern="web-*")"#,
            input: r#"{"host":"web-1"}
{"host":"db-1"}
{"host":"old-web-1"}"#,
            output: r#"{"host":"web-1"}"#,
        },
        Example {
            query: r#"user =~ wildcard("*ADMIN*", ignoreCase=true)"#,
            input: r#"{"user":"sysadmin2"}
{"user":"guest"}"#,
            output: r#"{"user":"sysadmin2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let glob = Glob::new(&build.text("pattern")?, build.flag("ignoreCase"));
    let fields: Vec<Symbol> = build.fields("field").into_iter().map(|target| target.symbol).collect();
    let everything = glob.is_everything() && build.flag("includeEverythingOnAsterisk");
    let target = if everything {
        Where::Anywhere
    } else if fields.is_empty() {
        Where::Event(FreeText::Glob(glob))
    } else {
        Where::Fields(fields, glob)
    };
    Ok(Executable::Test(Box::new(Wildcard { target })))
}

struct Wildcard {
    target: Where,
}

/// What the pattern is held against.
enum Where {
    /// Nothing: every event passes.
    Anywhere,
    /// The event as it entered, as free text.
    Event(FreeText),
    /// The whole value of one of these fields.
    Fields(Vec<Symbol>, Glob),
}

impl Test for Wildcard {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        match &self.target {
            Where::Anywhere => true,
            Where::Event(text) => text.test(event, context),
            Where::Fields(fields, glob) => {
                fields.iter().any(|field| event.get(*field).is_some_and(|value| glob.matches(value)))
            }
        }
    }
}
