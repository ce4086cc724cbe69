//! `text:editDistanceAsArray()`: Gives the number of edits from one text to each of several.

use super::shared::edit_distance::distance;
use super::shared::letter_case::LetterCase;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Expression, Flow, Transform, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:editDistanceAsArray",
    summary: "Gives the number of edits from one text to each of several.",
    page: "functions-text-editdistanceasarray.html",
    parameters: &[
        Parameter {
            default: Some("true"),
            values: &["false", "true"],
            ..Parameter::new("allowTranspositions", Kind::Boolean)
        },
        Parameter { default: Some("_distance"), ..Parameter::new("asArray", Kind::Array) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { required: true, min: Some(1), max: Some(100), ..Parameter::new("maxDistance", Kind::Integer) },
        Parameter { required: true, summary: "1 to 100 entries", ..Parameter::new("references", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("target", Kind::Expression) },
    ],
    output: &["_distance[i].distance", "_distance[i].reference"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Array form of text:editDistance(): compares target with every entry of references and writes an array of objects, one for each reference, in the given order [inferred order].",
        "Element fields: asArray[i].reference (the reference text) and asArray[i].distance (the number). Seen in a query published by CrowdStrike, which goes on with split(_distance) and then uses _distance.distance and _distance.reference.",
        "references needs 1 to 100 entries; outside that is an error.",
        "Both inputs are expressions evaluated first; with ignoreCase=true both are lower-cased before comparing.",
        "Distance = least number of single-character insertions, deletions and substitutions that turn target into the reference.",
        "allowTranspositions=true (default): swapping two neighbouring characters counts as one edit instead of two. [undocumented] The restricted form is taken (optimal string alignment).",
        "maxDistance is required, 1 to 100. When the distance reaches or exceeds it, maxDistance itself is the result.",
        "The result is described as a double; [inferred] whole values print without decimals, as elsewhere.",
        "ignoreCase was called caseInsensitive before 1.213.",
        "Only the first part of this page could be read (newer than the stored reference).",
    ],
    examples: &[
        Example {
            query: r#"text:editDistanceAsArray(target=host, references=["a.com", "b.com"], maxDistance=5)"#,
            input: r#"{"host":"a.com"}"#,
            output: r#"{"host":"a.com","_distance[0].reference":"a.com","_distance[0].distance":"0","_distance[1].reference":"b.com","_distance[1].distance":"1"}"#,
        },
        Example {
            query: r#"text:editDistanceAsArray(target=x, references=["abc"], maxDistance=2, asArray="d[]")"#,
            input: r#"{"x":"xyz"}
{"y":"1"}"#,
            output: r#"{"x":"xyz","d[0].reference":"abc","d[0].distance":"2"}
{"y":"1"}"#,
        },
    ],
    build: Some(build),
};

/// The most references (functions-text-editdistanceasarray.html).
const MOST_REFERENCES: usize = 100;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let texts = build.texts("references");
    if texts.is_empty() || texts.len() > MOST_REFERENCES {
        let message = format!("references takes 1 to {MOST_REFERENCES} texts, found {}", texts.len());
        return Err(build.error(codes::ARGUMENT_VALUE, "references", message));
    }
    let ignore_case = build.flag("ignoreCase");
    let array = build.text("asArray")?;
    let array = array.strip_suffix("[]").unwrap_or(&array);
    let references = texts.into_iter().enumerate().map(|(index, text)| Reference {
        compared: if ignore_case { text.to_lowercase() } else { text.clone() },
        text,
        name: build.named(&format!("{array}[{index}].reference")).symbol,
        distance: build.named(&format!("{array}[{index}].distance")).symbol,
    });
    let references = references.collect();
    Ok(Executable::Transform(Box::new(EditDistances {
        target: build.expression("target")?,
        references,
        limit: build.limit("maxDistance")?,
        swaps: build.flag("allowTranspositions"),
        ignore_case,
    })))
}

struct EditDistances {
    target: Expression,
    references: Vec<Reference>,
    limit: usize,
    swaps: bool,
    ignore_case: bool,
}

struct Reference {
    text: String,
    /// The text as it is compared.
    compared: String,
    name: Symbol,
    distance: Symbol,
}

impl Transform for EditDistances {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let arena = event.arena();
        let Some(mut target) = self.target.evaluate(event, context).text(arena) else { return Flow::Keep };
        if self.ignore_case {
            target = LetterCase::of(None).lower(target, arena);
        }
        for reference in &self.references {
            // At most 100.
            let edits = distance(target, &reference.compared, self.limit, self.swaps, arena) as i64;
            event.set(reference.name, &reference.text);
            if let Some(text) = Value::integer(edits).text(arena) {
                event.set(reference.distance, text);
            }
        }
        Flow::Keep
    }
}
