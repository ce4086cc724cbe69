//! `sankey()`: One row for each distinct pair of values of the two fields.

use super::count::Count;
use super::group_by::GroupBy;
use super::shared::groups::group_fields;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, States};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, Stats};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sankey",
    summary: "One row for each distinct pair of values of the two fields.",
    page: "functions-sankey.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("source", Kind::Field) },
        Parameter { required: true, ..Parameter::new("target", Kind::Field) },
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("weight", Kind::Aggregates) },
    ],
    output: &["source", "target", "weight"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "One row for each distinct pair of values of the two fields.",
        "The rows' fields are called source, target and weight whatever the input fields are called; weight holds the result of the weight aggregate (the aggregate's own output name is not used).",
        "weight may be any aggregate giving one value, also in parentheses: weight=(sum(n)).",
        "[figures] The page prints rows sorted by source, then target; the order is not promised.",
        "[inferred] Events lacking one of the two fields do not take part, as in groupBy.",
        "There is no unnamed parameter.",
    ],
    examples: &[
        Example {
            query: r#"sankey(source=user, target=host)"#,
            input: r#"{"user":"kim","host":"a"}
{"user":"kim","host":"a"}
{"user":"lee","host":"b"}"#,
            output: r#"{"source":"kim","target":"a","weight":"2"}
{"source":"lee","target":"b","weight":"1"}"#,
        },
        Example {
            query: r#"sankey(source=from, target=to, weight=sum(bytes))"#,
            input: r#"{"from":"x","to":"y","bytes":"3"}
{"from":"x","to":"y","bytes":"4"}
{"from":"x"}"#,
            output: r#"{"source":"x","target":"y","weight":"7"}"#,
        },
    ],
    build: Some(build),
};

/// Most pairs: the product's limit of groups (GroupMaxLimit).
const MOST_PAIRS: usize = 1_000_000;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let targets = [build.field("source")?, build.field("target")?];
    let fields = group_fields(build, &targets);
    let weight = match build.aggregates("weight") {
        Some(weight) => weight,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    for name in ["source", "target", "weight"] {
        build.named(name);
    }
    let ends = targets.map(|target| target.symbol);
    Ok(Executable::Aggregate(Box::new(Sankey { groups: GroupBy::new(fields, weight, MOST_PAIRS), ends })))
}

struct Sankey {
    groups: GroupBy,
    ends: [Symbol; 2],
}

impl Aggregate for Sankey {
    fn start(&self) -> Box<dyn States> {
        self.groups.start()
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        // An event that lacks an end of the flow takes no part, as in groupBy().
        if self.ends.iter().all(|field| event.get(*field).is_some()) {
            self.groups.update(states, group, event, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        self.groups.merge(states, later, groups, context);
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        self.groups.encode(states)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        self.groups.decode(bytes)
    }

    fn gives_several_rows(&self) -> bool {
        true
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let flows = self.groups.finish(states, group, context);
        let mut rows: Vec<[String; 3]> = Vec::with_capacity(flows.len());
        for flow in &flows {
            // The two ends come first, whatever they are called, then the weight.
            let mut values = flow.iter().map(|(_, value)| value.to_owned());
            let (Some(source), Some(second)) = (values.next(), values.next()) else { continue };
            // Where both ends are the same field its value stands once.
            let (target, weight) = match values.next() {
                Some(weight) => (second, Some(weight)),
                None if self.ends[0] == self.ends[1] => (source.clone(), Some(second)),
                None => (second, None),
            };
            rows.push([source, target, weight.unwrap_or_default()]);
        }
        rows.sort();
        let names = ["source", "target", "weight"];
        rows.into_iter().map(|values| names.into_iter().zip(values).collect()).collect()
    }
}
