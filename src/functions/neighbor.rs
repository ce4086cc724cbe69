//! `neighbor()`: For every event of an ordered sequence copies the listed fields of the event `distance` places before (preceding, default) or after (succeeding) it onto the eve.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::symbol::FieldName;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "neighbor",
    summary: "For every event of an ordered sequence copies the listed fields of the event `distance` places before (preceding, default) or after (succeeding) it onto the eve.",
    page: "functions-neighbor.html",
    parameters: &[
        Parameter {
            default: Some("preceding"),
            values: &["preceding", "succeeding"],
            ..Parameter::new("direction", Kind::Text)
        },
        Parameter { default: Some("1"), max: Some(10_000), ..Parameter::new("distance", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("include", Kind::Texts) },
        Parameter::new("prefix", Kind::Text),
    ],
    output: &["PREFIX.<field>"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "For every event of an ordered sequence copies the listed fields of the event `distance` places before (preceding, default) or after (succeeding) it onto the event, as PREFIX.<name>; a dot is inserted after the prefix.",
        "No such neighbour (start/end of the sequence) or neighbour lacks the field: that output field is not created.",
        "Order and all own fields of the events are kept; number of rows is unchanged.",
        "Must follow an aggregator that establishes order (head, tail, sort, bucket, groupBy, timeChart, table...); using it before any aggregator is an error.",
        "May be used as function of groupBy(): neighbours are then looked up inside each group.",
        "May not stand in stats()/[...] beside other functions that yield several events.",
        "distance at most 10,000; default 1. (0 or negative: suggested argument error.)",
        "Without prefix the copied fields keep their names, i.e. overwrite the event's own (inferred).",
    ],
    examples: &[
        Example {
            query: r#"sort(t, order=asc) | neighbor(n, prefix=last)"#,
            input: r#"{"t":"1","n":"a"}
{"t":"2","n":"b"}"#,
            output: r#"{"t":"1","n":"a"}
{"t":"2","n":"b","last.n":"a"}"#,
        },
        Example {
            query: r#"sort(t, order=asc) | neighbor([n], prefix=next, direction=succeeding)"#,
            input: r#"{"t":"1","n":"a"}
{"t":"2","n":"b"}"#,
            output: r#"{"t":"1","n":"a","next.n":"b"}
{"t":"2","n":"b"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let distance = build.integer("distance")?.unwrap_or(1);
    if !(1..=FARTHEST).contains(&distance) {
        let message = format!("parameter distance of neighbor() is between 1 and {FARTHEST}, found {distance}");
        return Err(build.error(codes::ARGUMENT_VALUE, "distance", message));
    }
    let prefix = build.optional_text("prefix").filter(|prefix| !prefix.is_empty());
    let names = build.texts("include");
    let fields = names.into_iter().map(|name| {
        let output = prefix.as_ref().map_or_else(|| name.clone(), |prefix| format!("{prefix}.{name}"));
        (name, build.named(&output).name.into())
    });
    Ok(Executable::Aggregate(Box::new(Neighbor {
        fields: fields.collect(),
        distance: distance as usize,
        succeeding: build.optional_text("direction").is_some_and(|text| text.eq_ignore_ascii_case("succeeding")),
    })))
}

/// The farthest neighbour (functions-neighbor.html).
const FARTHEST: i64 = 10_000;

struct Neighbor {
    fields: Vec<(String, FieldName)>,
    distance: usize,
    succeeding: bool,
}

impl Aggregation for Neighbor {
    /// The events in order.
    type State = Vec<Row>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        state.push(event.to_row());
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        let rows = state.iter().enumerate().map(|(place, row)| {
            let other =
                if self.succeeding { place.checked_add(self.distance) } else { place.checked_sub(self.distance) };
            let mut joined = row.clone();
            if let Some(other) = other.and_then(|other| state.get(other)) {
                for (name, output) in &self.fields {
                    if let Some(value) = other.get(name) {
                        joined.set(output.clone(), value);
                    }
                }
            }
            joined
        });
        rows.collect()
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
