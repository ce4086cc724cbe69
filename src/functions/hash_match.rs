//! `hashMatch()`: Passes events that hold the salted digest of a text.

use super::shared::salted::Salted;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::symbol::Symbol;
use memchr::memmem;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "hashMatch",
    summary: "Passes events that hold the salted digest of a text.",
    page: "functions-hashmatch.html",
    parameters: &[
        Parameter { default: Some("256"), min: Some(8), max: Some(256), ..Parameter::new("bits", Kind::Integer) },
        Parameter::new("field", Kind::Field),
        Parameter { default: Some("sha256"), values: &["sha256", "sha512"], ..Parameter::new("hash", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("input", Kind::Text) },
        Parameter { required: true, ..Parameter::new("salt", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Approximate("the digest differs from LogScale's"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Hashes the constant input with a named secret salt and keeps events holding that hash: equal to the field when field is given (or ssn =~ hashMatch(...)), otherwise as a substring of @rawstring.",
        "bits (multiple of 8, 8 to 256) and hash must be those used by hashRewrite() when the data was written.",
        "The hash is written as unpadded Base64: 43 characters for 256 bits.",
        "salt names a secret kept by the server; offscale takes the name for the salt, so it finds what its own hashRewrite() has written, not what LogScale has.",
    ],
    examples: &[
        Example {
            query: r#"hashRewrite(id, salt=s) | hashMatch("7", field=id, salt=s) | select(n)"#,
            input: r#"{"id":"7","n":"1"}
{"id":"8","n":"2"}"#,
            output: r#"{"n":"1"}"#,
        },
        Example {
            query: r#"hashRewrite(id, salt=s) | !hashMatch("7", salt=s) | select(n)"#,
            input: r#"{"@rawstring":"id 7","id":"7","n":"1"}
{"@rawstring":"id 8","id":"8","n":"2"}"#,
            output: r#"{"n":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let salted = Salted::of(build)?;
    let digest = salted.digest(&build.text("input")?, &mut [0; Salted::ROOM]).to_owned();
    let target = match build.optional_field("field") {
        Some(field) => Target::Whole(field.symbol),
        None => Target::Within(build.silent("@rawstring")),
    };
    Ok(Executable::Test(Box::new(HashMatch { digest, target })))
}

struct HashMatch {
    digest: String,
    target: Target,
}

enum Target {
    /// The value is the digest.
    Whole(Symbol),
    /// The value holds the digest.
    Within(Symbol),
}

impl Test for HashMatch {
    fn test<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> bool {
        match self.target {
            Target::Whole(field) => event.get(field) == Some(&self.digest),
            Target::Within(field) => {
                event.get(field).is_some_and(|text| memmem::find(text.as_bytes(), self.digest.as_bytes()).is_some())
            }
        }
    }
}
