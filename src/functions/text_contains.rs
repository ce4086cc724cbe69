//! `text:contains()`: Passes events in which one text contains another.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Expression, Test};
use memchr::memmem;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:contains",
    summary: "Passes events in which one text contains another.",
    page: "functions-text-contains.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("string", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("substring", Kind::Expression) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes events in which string contains substring; case-sensitive, plain text (no wildcards, no regex).",
        "Both are expressions: quoted = literal text, bare = field value, or a function result. Either side may be a field.",
        "text:contains(name, substring=\"download\") equals name = /download/.",
        "Usable as a boolean in expressions: x := if(text:contains(a, substring=\"b\"), then=1, else=0).",
        "Negatable with ! or not.",
        "[inferred] Missing field on either side: not a match. Empty substring: matches any existing string.",
    ],
    examples: &[
        Example {
            query: r#"text:contains(cmd, substring="-enc")"#,
            input: r#"{"cmd":"powershell -enc AA"}
{"cmd":"powershell -ENC AA"}
{"a":"1"}"#,
            output: r#"{"cmd":"powershell -enc AA"}"#,
        },
        Example {
            query: r#"!text:contains(path, substring=user)"#,
            input: r#"{"path":"/home/ann","user":"ann"}
{"path":"/home/ann","user":"bob"}"#,
            output: r#"{"path":"/home/ann","user":"bob"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let string = build.expression("string")?;
    let substring = build.expression("substring")?;
    let finder = substring.literal().map(|text| memmem::Finder::new(text.as_bytes()).into_owned());
    Ok(Executable::Test(Box::new(Contains { string, substring, finder })))
}

struct Contains {
    string: Expression,
    substring: Expression,
    /// The search for a literal substring, prepared once.
    finder: Option<memmem::Finder<'static>>,
}

impl Test for Contains {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let Some(text) = self.string.evaluate(event, context).text(event.arena()) else { return false };
        match &self.finder {
            Some(finder) => finder.find(text.as_bytes()).is_some(),
            None => self
                .substring
                .evaluate(event, context)
                .text(event.arena())
                .is_some_and(|substring| memmem::find(text.as_bytes(), substring.as_bytes()).is_some()),
        }
    }
}
