//! `lower()`: Lower-cases the value of a field into as (default _lower).

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};
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
        Parameter { default: Some("system locale"), ..Parameter::new("locale", Kind::Text) },
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
    examples: &[],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(Lower { field: build.field("field")?.symbol })))
}

struct Lower {
    field: Symbol,
}

impl Compute for Lower {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        match event.get(self.field) {
            // Most names and command lines are ASCII; lower-casing them needs no table.
            Some(text) if text.is_ascii() => {
                let lowered = event.arena().alloc_str(text);
                lowered.make_ascii_lowercase();
                Value::Text(lowered)
            }
            Some(text) => Value::Text(event.keep(&text.to_lowercase())),
            None => Value::Null,
        }
    }
}
