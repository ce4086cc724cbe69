//! `neighbor()`: Copies fields of the event some places before or after onto each event of an ordered sequence.

use super::shared::sequence::{Sequence, Walk};
use crate::diagnostic::Diagnostic;
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable};
use crate::symbol::FieldName;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "neighbor",
    summary: "Copies fields of the event some places before or after onto each event of an ordered sequence.",
    page: "functions-neighbor.html",
    parameters: &[
        Parameter {
            default: Some("preceding"),
            values: &["preceding", "succeeding"],
            ..Parameter::new("direction", Kind::Text)
        },
        Parameter { default: Some("1"), min: Some(1), max: Some(10_000), ..Parameter::new("distance", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("include", Kind::Fields) },
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
        "distance is 1 to 10,000; default 1.",
        "Without prefix the copied fields keep their names, i.e. overwrite the event's own (inferred).",
    ],
    examples: &[
        Example {
            query: r#"head() | neighbor(state, prefix=was)"#,
            input: r#"{"@timestamp":"1000","state":"up"}
{"@timestamp":"2000"}
{"@timestamp":"3000","state":"down"}"#,
            output: r#"{"@timestamp":"1000","state":"up"}
{"@timestamp":"2000","was.state":"up"}
{"@timestamp":"3000","state":"down"}"#,
        },
        Example {
            query: r#"sort(n, order=asc) | neighbor([n], prefix=next, direction=succeeding, distance=2)"#,
            input: r#"{"n":"3"}
{"n":"1"}
{"n":"2"}"#,
            output: r#"{"n":"1","next.n":"3"}
{"n":"2"}
{"n":"3"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let prefix = build.optional_text("prefix").map_or_else(String::new, |prefix| prefix + ".");
    let targets = build.fields("include");
    let fields = targets.into_iter().map(|target| (format!("{prefix}{}", target.name).into(), target.name)).collect();
    let distance = build.limit("distance")?;
    let succeeding = build.text("direction")?.eq_ignore_ascii_case("succeeding");
    Ok(Executable::Aggregate(Box::new(Sequence(Neighbor { fields, distance, succeeding }))))
}

struct Neighbor {
    /// The field to write, and the one to copy.
    fields: Vec<(FieldName, String)>,
    distance: usize,
    succeeding: bool,
}

impl Walk for Neighbor {
    fn walk(&self, rows: Vec<Row>, _context: &Context) -> Vec<Row> {
        let neighbour = |place: usize| match self.succeeding {
            true => rows.get(place.checked_add(self.distance)?),
            false => rows.get(place.checked_sub(self.distance)?),
        };
        let with_neighbour = |(place, row): (usize, &Row)| {
            let mut row = row.clone();
            if let Some(neighbour) = neighbour(place) {
                for (target, field) in &self.fields {
                    if let Some(value) = neighbour.get(field) {
                        row.set(target.clone(), value);
                    }
                }
            }
            row
        };
        rows.iter().enumerate().map(with_neighbour).collect()
    }
}
