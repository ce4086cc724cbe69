//! `lower()`: Lower-cases the value of a field into as (default _lower).

use super::shared::letter_case::LetterCase;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "lower",
    summary: "Lower-cases the value of a field into as (default _lower).",
    page: "functions-lower.html",
    parameters: &[
        Parameter { default: Some("_lower"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("(language-neutral)"), ..Parameter::new("locale", Kind::Text) },
        Parameter::new("type", Kind::Text),
    ],
    output: &["_lower"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Lower-cases the value of a field into as (default _lower); the input field is unchanged.",
        "locale is an ISO 639 language with optional ISO 3166 country (en, en_US, da_DK); it matters for e.g. Turkish i. type is documented with the same meaning (a leftover name for locale).",
        "Works on any Unicode letters, not only ASCII.",
        "Missing field: no output field (inferred). Empty string gives empty string.",
        "As a field computation it may stand where an expression is expected, e.g. array:append(values=[lower(a), lower(b)]) or x := lower(a).",
    ],
    examples: &[
        Example {
            query: r#"lower(FileName, as=name)"#,
            input: r#"{"FileName":"CMD.EXE"}"#,
            output: r#"{"FileName":"CMD.EXE","name":"cmd.exe"}"#,
        },
        Example {
            query: r#"city := lower(city)"#,
            input: r#"{"city":"ÅRHUS"}
{"id":"1"}"#,
            output: r#"{"city":"århus"}
{"id":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let locale = build.optional_text("locale").or_else(|| build.optional_text("type"));
    let letters = LetterCase::of(locale.as_deref());
    Ok(Executable::Compute(Box::new(Lower { field: build.field("field")?.symbol, letters })))
}

struct Lower {
    field: Symbol,
    letters: LetterCase,
}

impl Compute for Lower {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        Value::of(event.get(self.field).map(|text| self.letters.lower(text, event.arena())))
    }
}
