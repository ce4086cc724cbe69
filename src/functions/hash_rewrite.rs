//! `hashRewrite()`: Replaces the value of a field by a salted digest.

use super::shared::salted::Salted;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use memchr::memmem;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "hashRewrite",
    summary: "Replaces the value of a field by a salted digest.",
    page: "functions-hashrewrite.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("256"), min: Some(8), max: Some(256), ..Parameter::new("bits", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("sha256"), values: &["sha256", "sha512"], ..Parameter::new("hash", Kind::Text) },
        Parameter { default: Some("true"), ..Parameter::new("replaceInRawstring", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("salt", Kind::Text) },
    ],
    output: &["(input field)"],
    roles: Roles::TRANSFORM,
    support: Support::Approximate("the digest differs from LogScale's"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Replaces the field value by a salted digest of it; same value + same salt + same settings always give the same text, so hashMatch() with the same arguments finds it again.",
        "The result text is standard-alphabet Base64 ('+' and '/') WITHOUT '=' padding: the documented 256-bit results are 43 characters long and contain '+' (inferred from the samples).",
        "bits is the number of digest bits kept, must be a multiple of 8, from 8 to 256; anything else is an argument error (error wording not documented). Both sha256 and sha512 are capped at 256 kept bits. [undocumented] With fewer bits the leading bytes are kept.",
        "salt is the NAME of a secret salt, not the salt text. The derivation is not published, so digests differ from LogScale's; offscale takes the name for the salt and agrees with its own hashMatch().",
        "With replaceInRawstring=true (default) every occurrence of the original value as a substring of @rawstring is replaced by the digest text as well; with false @rawstring is left alone.",
        "as defaults to the input field, i.e. the original value is overwritten; with as=other the input field keeps its value (inferred).",
        "An event without the field passes unchanged (not documented, inferred from the general missing-field rule).",
    ],
    examples: &[
        Example {
            query: r#"hashRewrite(id, salt=s) | id =~ hashMatch("7", salt=s) | select(n)"#,
            input: r#"{"id":"7","n":"1"}
{"id":"8","n":"2"}"#,
            output: r#"{"n":"1"}"#,
        },
        Example {
            query: r#"hashRewrite(id, salt=s, bits=24, as=short) | test(length(short) == 4) | select(id)"#,
            input: r#"{"id":"7"}"#,
            output: r#"{"id":"7"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let salted = Salted::of(build)?;
    let raw = if build.flag("replaceInRawstring") { Some(build.silent("@rawstring")) } else { None };
    Ok(Executable::Transform(Box::new(HashRewrite {
        field: build.field("field")?.symbol,
        output: build.output().symbol,
        salted,
        raw,
    })))
}

struct HashRewrite {
    field: Symbol,
    output: Symbol,
    salted: Salted,
    /// Where occurrences of the value are replaced too.
    raw: Option<Symbol>,
}

impl Transform for HashRewrite {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(value) = event.get(self.field) else { return Flow::Keep };
        let digest = event.keep(self.salted.digest(value, &mut [0; Salted::ROOM]));
        event.set(self.output, digest);
        if let Some(raw) = self.raw
            && let Some(text) = event.get(raw)
            && !value.is_empty()
            && memmem::find(text.as_bytes(), value.as_bytes()).is_some()
        {
            let replaced = context.with_scratch(|replaced| {
                let mut end = 0;
                for (start, found) in text.match_indices(value) {
                    replaced.push_str(text.get(end..start).unwrap_or_default());
                    replaced.push_str(digest);
                    end = start + found.len();
                }
                replaced.push_str(text.get(end..).unwrap_or_default());
                event.keep(replaced)
            });
            event.set(raw, replaced);
        }
        Flow::Keep
    }
}
