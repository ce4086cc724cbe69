//! `array:intersection()`: Finds the elements that an array has in every event that has the array, as one array.

use super::shared::array::{self, Array};
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use std::collections::BTreeSet;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:intersection",
    summary: "Finds the elements that an array has in every event that has the array, as one array.",
    page: "functions-array-intersection.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_intersection"), ..Parameter::new("as", Kind::Output) },
    ],
    output: &["_intersection[0..]"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregates all events into one row with an array of the values that occur in every event that has the array.",
        "The result is a set: repeated values inside one event count once (one event with foo, bar, bar gives foo and bar).",
        "Events with an empty or absent array are ignored rather than making the result empty.",
        "The order of the output elements is not defined.",
        "If no event has the array the output is empty.",
        "array may be written with brackets (\"to[]\") or as the bare prefix (to); as is given without brackets and is followed by [0], [1] ... in the output.",
        "Marked as behind feature flag ArrayFunctions in the product.",
        "[undocumented] whether \"empty output\" means no row or a row without fields; no row is the natural reading.",
    ],
    examples: &[
        Example {
            query: r#"array:intersection("a[]")"#,
            input: r#"{"a":["x","y"]}
{"b":"1"}
{"a":["y","z"]}"#,
            output: r#"{"_intersection[0]":"y"}"#,
        },
        Example {
            query: "array:intersection(a, as=both)",
            input: r#"{"a":["x","y","x"]}"#,
            output: r#"{"both[0]":"x","both[1]":"y"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::with_or_without_brackets(build, "array")?;
    Ok(Executable::Aggregate(Box::new(Intersection { array, output: build.output_name() })))
}

struct Intersection {
    array: Array,
    output: String,
}

impl Aggregation for Intersection {
    /// The values that every array so far had; none before the first array.
    type State = Option<BTreeSet<String>>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        let elements = self.array.elements(event);
        if elements.is_empty() {
            return;
        }
        match state {
            None => *state = Some(elements.iter().map(|element| (*element).to_owned()).collect()),
            Some(common) => {
                let here: BTreeSet<&str> = elements.iter().copied().collect();
                common.retain(|value| here.contains(value.as_str()));
            }
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        match (state.as_mut(), later) {
            (_, None) => {}
            (None, later) => *state = later,
            (Some(common), Some(later)) => common.retain(|value| later.contains(value)),
        }
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        array::row(&self.output, state.iter().flatten().map(String::as_str)).into_iter().collect()
    }
}
