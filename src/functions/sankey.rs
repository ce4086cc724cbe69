//! `sankey()`: Gives each pair of values of two fields a weight, for a Sankey diagram.

use super::shared::groups::{GroupField, values, write_values};
use super::shared::magnitudes::{Keys, Magnitudes};
use super::shared::order::compare_texts;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sankey",
    summary: "Gives each pair of values of two fields a weight, for a Sankey diagram.",
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
            query: r#"sankey(source=from, target=to)"#,
            input: r#"{"from":"b","to":"x"}
{"from":"a","to":"y"}
{"from":"a","to":"x"}
{"from":"a","to":"x"}
{"from":"a"}"#,
            output: r#"{"source":"a","target":"x","weight":"2"}
{"source":"a","target":"y","weight":"1"}
{"source":"b","target":"x","weight":"1"}"#,
        },
        Example {
            query: r#"sankey(source=from, target=to, weight=sum(bytes))"#,
            input: r#"{"from":"a","to":"x","bytes":"10"}
{"from":"a","to":"x","bytes":"5"}"#,
            output: r#"{"source":"a","target":"x","weight":"15"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let (source, target) = (build.field("source")?, build.field("target")?);
    // The rows have these names whatever the fields are called.
    let ends = [(source, "source"), (target, "target")];
    let pair = Pair(ends.map(|(field, name)| GroupField { symbol: field.symbol, name: name.into() }));
    Ok(Executable::Aggregate(Box::new(Magnitudes::new(build, pair, "weight", "weight"))))
}

/// Source and target.
struct Pair([GroupField; 2]);

impl Keys for Pair {
    fn write(&self, event: &Event<'_>, key: &mut Vec<u8>) -> bool {
        self.0.iter().all(|field| event.get(field.symbol).is_some()) && write_values(&self.0, event, key)
    }

    fn row(&self, key: &[u8]) -> Row {
        let names = self.0.iter().map(|field| field.name.clone());
        names.zip(values(key).map(Option::unwrap_or_default)).collect()
    }

    fn sort(&self, rows: &mut Vec<Row>) {
        let text =
            |row: &Row, place: usize| row.iter().nth(place).map_or_else(String::new, |(_, text)| text.to_owned());
        let mut keyed: Vec<(String, String, Row)> =
            rows.drain(..).map(|row| (text(&row, 0), text(&row, 1), row)).collect();
        keyed.sort_by(|a, b| compare_texts(&a.0, &b.0).then_with(|| compare_texts(&a.1, &b.1)));
        rows.extend(keyed.into_iter().map(|(_, _, row)| row));
    }
}
