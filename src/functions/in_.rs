//! `in()`: Passes an event when the field's value equals at least one entry of values.

use hashbrown::HashSet;

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::symbol::Symbol;
use crate::value::glob::Glob;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "in",
    summary: "Passes an event when the field's value equals at least one entry of values.",
    page: "functions-in.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("false"), ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("values", Kind::Texts) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes an event when the field's value equals at least one entry of values.",
        "Comparison is on the whole value as text, case-sensitive unless ignoreCase=true.",
        "An entry may contain `*` as a wildcard for any run of characters; such an entry must be quoted in the query (e.g. \"4*\"). There is no escape documented for a literal `*`.",
        "values must be an array even for one entry (values=[\"404\"]); numbers may be written bare (values=[1,2,3]); a multi-value query parameter (?param) may be given instead of the array.",
        "The field may come from the left side: field =~ in(values=[...]); in a match statement the field is implied: field match { in(values=[...]) => ... }.",
        "Event without the field: does not match, so in() drops it and !in()/not in() lets it pass (inferred from the operator rule that only != succeeds on an absent field).",
        "Adds and changes no fields; usable as boolean inside if()/test() and inside case/match clauses.",
        "A leading name mismatch between documentation texts and code (400/404, WARN/WARNING) is a documentation slip; matching is exact.",
    ],
    examples: &[
        Example {
            query: r#"in(code, values=["404", "5*"])"#,
            input: r#"{"code":"404"}
{"code":"500"}
{"code":"200"}"#,
            output: r#"{"code":"404"}
{"code":"500"}"#,
        },
        Example {
            query: r#"!in(user, values=[ROOT], ignoreCase=true)"#,
            input: r#"{"user":"root"}
{"user":"kim"}
{"id":"1"}"#,
            output: r#"{"user":"kim"}
{"id":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    if !build.has("values") {
        return Err(build.missing("values"));
    }
    let ignore_case = build.flag("ignoreCase");
    let (patterns, words): (Vec<String>, Vec<String>) =
        build.texts("values").into_iter().partition(|value| ignore_case || value.contains('*'));
    Ok(Executable::Test(Box::new(In {
        field: build.field("field")?.symbol,
        words: words.into_iter().map(Into::into).collect(),
        globs: patterns.iter().map(|pattern| Glob::new(pattern, ignore_case)).collect(),
    })))
}

struct In {
    field: Symbol,
    words: HashSet<Box<str>, foldhash::fast::FixedState>,
    globs: Vec<Glob>,
}

impl Test for In {
    fn test<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> bool {
        event
            .get(self.field)
            .is_some_and(|value| self.words.contains(value) || self.globs.iter().any(|glob| glob.matches(value)))
    }
}
