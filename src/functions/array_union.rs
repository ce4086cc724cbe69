//! `array:union()`: Collects the distinct elements that an array has over all events, as one array.

use super::shared::array::{self, Array};
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use std::collections::BTreeSet;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:union",
    summary: "Collects the distinct elements that an array has over all events, as one array.",
    page: "functions-array-union.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_union"), ..Parameter::new("as", Kind::Output) },
    ],
    output: &["_union[0..]"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregates all events into one row with an array of the distinct values found in the array of any event.",
        "The order of the output elements is not defined.",
        "If no event has the array the output is empty.",
        "array may be the bare prefix (mailto) or carry brackets; as is given without brackets.",
        "split(NAME) after it turns the array into one event per value.",
        "Experimental, behind feature flag ArrayFunctions.",
    ],
    examples: &[
        Example {
            query: r#"array:union("a[]")"#,
            input: r#"{"a":["x","y"]}
{"a":["y","z"]}"#,
            output: r#"{"_union[0]":"x","_union[1]":"y","_union[2]":"z"}"#,
        },
        Example {
            query: "array:union(a, as=all) | split(all)",
            input: r#"{"a":["x"]}
{"b":"1"}
{"a":["y"]}"#,
            output: r#"{"_index":"0","all":"x"}
{"_index":"1","all":"y"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::with_or_without_brackets(build, "array")?;
    Ok(Executable::Aggregate(Box::new(Union { array, output: build.output_name() })))
}

struct Union {
    array: Array,
    output: String,
}

impl Aggregation for Union {
    /// The values so far. Their order is not defined, so they are kept in that of their texts.
    type State = BTreeSet<String>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        let mut cursor = self.array.cursor(event);
        while let Some(element) = cursor.next(event) {
            if !state.contains(element) {
                state.insert(element.to_owned());
            }
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        array::row(&self.output, state.iter().map(String::as_str)).into_iter().collect()
    }
}
