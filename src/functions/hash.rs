//! `hash()`: Gives a number between 0 and 4294967295 made of the values of fields, or below a limit.

use super::shared::mixer::Mixer;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "hash",
    summary: "Gives a number between 0 and 4294967295 made of the values of fields, or below a limit.",
    page: "functions-hash.html",
    parameters: &[
        Parameter { default: Some("_hash"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { min: Some(1), ..Parameter::new("limit", Kind::Integer) },
        Parameter::new("seed", Kind::Text),
    ],
    output: &["_hash"],
    roles: Roles::COMPUTE,
    support: Support::Approximate("the hash differs from LogScale's"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes a non-cryptographic hash of the listed fields as an integer from 0 to 4294967295.",
        "Same values and same seed always give the same number; another seed gives other numbers.",
        "limit makes the result hash modulo limit: the parameter text says 0 to limit, the worked examples say 0 to limit-1 (modulo); limit must be at least 1.",
        "seed is a string; numbers such as seed=10 are accepted.",
        "The algorithm is not documented and the printed figures fit none of the usual ones, so the numbers differ from LogScale's.",
    ],
    examples: &[
        Example {
            query: r#"hash([a, b], as=h) | hash([a, b], as=i) | test(h == i) | select(a)"#,
            input: r#"{"a":"1","b":"2"}"#,
            output: r#"{"a":"1"}"#,
        },
        Example {
            query: r#"h := hash(user, limit=10) | test(h < 10) | select(user)"#,
            input: r#"{"user":"ann"}
{"user":"bob"}"#,
            output: r#"{"user":"ann"}
{"user":"bob"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("field").into_iter().map(|target| target.symbol).collect();
    let limit = build.integer("limit")?.and_then(|limit| u64::try_from(limit).ok());
    let mut start = Mixer::new();
    if let Some(seed) = build.optional_text("seed") {
        start.add(&seed);
    }
    Ok(Executable::Compute(Box::new(Hash { fields, limit, start })))
}

struct Hash {
    fields: Vec<Symbol>,
    /// Results are below it. The page's examples are; its table speaks of a range that includes it.
    limit: Option<u64>,
    /// The state after the seed.
    start: Mixer,
}

impl Compute for Hash {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let mut mixer = self.start;
        for field in &self.fields {
            match event.get(*field) {
                Some(value) => mixer.add(value),
                None => mixer.skip(),
            }
        }
        let number = u64::from(mixer.finish());
        let number = self.limit.map_or(number, |limit| number % limit.max(1));
        // At most 32 bits.
        Value::integer(number as i64)
    }
}
