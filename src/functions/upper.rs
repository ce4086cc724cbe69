//! `upper()`: Writes the value of a field in upper case.

use super::shared::letter_case::LetterCase;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "upper",
    summary: "Writes the value of a field in upper case.",
    page: "functions-upper.html",
    parameters: &[
        Parameter { default: Some("_upper"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("(language-neutral)"),
            summary: "ISO 639 language, optionally _ and ISO 3166 country: da, da_DK",
            ..Parameter::new("locale", Kind::Text)
        },
    ],
    output: &["_upper"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Upper-cases the field's value and writes it to as (default _upper); the input field stays.",
        "field is a field name, also when quoted: upper(\"d\") reads field d. In expressions upper(f) gives the value.",
        "Unicode-aware; locale picks language rules ; the language-neutral rules by default; of the others offscale knows the dotted and dotless i of tr and az.",
        "Tag fields work: upper(#category, as=category). Array elements work: upper(msg[1], as=x).",
        "[inferred] Missing field: set nothing.",
    ],
    examples: &[
        Example {
            query: r#"upper(user)"#,
            input: r#"{"user":"alice"}"#,
            output: r#"{"user":"alice","_upper":"ALICE"}"#,
        },
        Example {
            query: r#"big := upper(city)"#,
            input: r#"{"city":"Ærø"}
{"town":"x"}"#,
            output: r#"{"city":"Ærø","big":"ÆRØ"}
{"town":"x"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let letters = LetterCase::of(build.optional_text("locale").as_deref());
    Ok(Executable::Compute(Box::new(Upper { field: build.field("field")?.symbol, letters })))
}

struct Upper {
    field: Symbol,
    letters: LetterCase,
}

impl Compute for Upper {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        Value::of(event.get(self.field).map(|text| self.letters.upper(text, event.arena())))
    }
}
