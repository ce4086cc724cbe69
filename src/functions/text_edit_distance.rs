//! `text:editDistance()`: Gives the number of edits that turn one text into another.

use super::shared::edit_distance::distance;
use super::shared::letter_case::LetterCase;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:editDistance",
    summary: "Gives the number of edits that turn one text into another.",
    page: "functions-text-editdistance.html",
    parameters: &[
        Parameter {
            default: Some("true"),
            values: &["false", "true"],
            ..Parameter::new("allowTranspositions", Kind::Boolean)
        },
        Parameter { default: Some("_distance"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { required: true, min: Some(1), max: Some(100), ..Parameter::new("maxDistance", Kind::Integer) },
        Parameter { required: true, ..Parameter::new("reference", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("target", Kind::Expression) },
    ],
    output: &["_distance"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Both inputs are expressions evaluated first; with ignoreCase=true both are lower-cased before comparing.",
        "Distance = least number of single-character insertions, deletions and substitutions that turn target into the reference.",
        "allowTranspositions=true (default): swapping two neighbouring characters counts as one edit instead of two. [undocumented] The restricted form is taken (optimal string alignment).",
        "maxDistance is required, 1 to 100. When the distance reaches or exceeds it, maxDistance itself is the result.",
        "The result is described as a double; [inferred] whole values print without decimals, as elsewhere.",
        "ignoreCase was called caseInsensitive before 1.213.",
        "[undocumented] Missing target or reference: set nothing. Characters: code points (pages say 'character').",
        "Only the first part of this page could be read (it is newer than the stored reference 1.202-1.209).",
    ],
    examples: &[
        Example {
            query: r#"text:editDistance(target=host, reference="example.com", maxDistance=3)"#,
            input: r#"{"host":"exmaple.com"}
{"host":"other.org"}"#,
            output: r#"{"host":"exmaple.com","_distance":"1"}
{"host":"other.org","_distance":"3"}"#,
        },
        Example {
            query: r#"d := text:editDistance(target="ABC", reference=x, maxDistance=9, ignoreCase=true)"#,
            input: r#"{"x":"abd"}
{"y":"1"}"#,
            output: r#"{"x":"abd","d":"1"}
{"y":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(EditDistance {
        target: build.expression("target")?,
        reference: build.expression("reference")?,
        limit: build.limit("maxDistance")?,
        swaps: build.flag("allowTranspositions"),
        ignore_case: build.flag("ignoreCase"),
    })))
}

struct EditDistance {
    target: Expression,
    reference: Expression,
    limit: usize,
    swaps: bool,
    ignore_case: bool,
}

impl Compute for EditDistance {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let arena = event.arena();
        let target = self.target.evaluate(event, context).text(arena);
        let reference = self.reference.evaluate(event, context).text(arena);
        let (Some(mut target), Some(mut reference)) = (target, reference) else { return Value::Null };
        if self.ignore_case {
            let letters = LetterCase::of(None);
            (target, reference) = (letters.lower(target, arena), letters.lower(reference, arena));
        }
        // At most 100.
        Value::integer(distance(target, reference, self.limit, self.swaps, arena) as i64)
    }
}
