//! `table()`: Makes a table of the listed fields, sorted and cut to a number of rows; the newest events come first unless told otherwise.

use super::shared::groups::{GroupField, group_fields};
use super::shared::order::{Ranking, TopRows};
use super::sort;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount, Target};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "table",
    summary: "Makes a table of the listed fields, sorted and cut to a number of rows; the newest events come first unless told otherwise.",
    page: "functions-table.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) },
        Parameter {
            default: Some("200"),
            max: Some(200_000),
            summary: "StateRowLimit",
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("desc"), values: &["asc", "desc"], ..Parameter::new("order", Kind::Texts) },
        Parameter { deprecated: true, ..Parameter::new("reverse", Kind::Boolean) },
        Parameter { default: Some("@timestamp"), ..Parameter::new("sortby", Kind::Fields) },
        Parameter {
            default: Some("number"),
            values: &["any", "hex", "number", "string"],
            summary: "any: deprecated in 1.125",
            ..Parameter::new("type", Kind::Texts)
        },
    ],
    output: &["the listed fields, in that order"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregate that outputs the listed fields of the events as rows, columns in the listed order, sorted by sortby and cut to limit rows.",
        "Default: the 200 most recent events, newest first (sortby=@timestamp, order=desc, type=number).",
        "sortby need not be among fields. It may be an array; order and type may be arrays to match, as in sort().",
        "limit=max is StateRowLimit (200,000), the upper bound too. Cut off after sorting.",
        "A field the event lacks is absent in its row.",
        "A single field may be given without brackets: table(combined).",
        "After an aggregate that removed @timestamp the default sort has nothing to compare; rows then keep their order (the widget page relies on table() showing data in the order given by the query). [inferred]",
        "reverse is deprecated; use order. Sorting details (missing and non-numeric values, ties) as for sort().",
        "Field names with special characters are quoted: table([\"Error ID\", message]).",
    ],
    examples: &[
        Example {
            query: "table([name, n])",
            input: r#"{"@timestamp":"1000","name":"a","n":"1"}
{"@timestamp":"3000","name":"b"}
{"@timestamp":"2000","name":"c","n":"3"}"#,
            output: r#"{"name":"b"}
{"name":"c","n":"3"}
{"name":"a","n":"1"}"#,
        },
        Example {
            query: "table([name, ms], sortby=ms, order=asc, limit=2)",
            input: r#"{"name":"x","ms":"30"}
{"name":"y","ms":"4"}
{"name":"z","ms":"200"}"#,
            output: r#"{"name":"y","ms":"4"}
{"name":"x","ms":"30"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let targets = build.fields("fields");
    let fields = group_fields(build, &targets);
    let mut sort_by = build.fields("sortby");
    if sort_by.is_empty() {
        let name = "@timestamp";
        sort_by.push(Target { name: name.to_owned(), symbol: build.silent(name) });
    }
    let columns = sort::columns(build, &sort_by)?;
    let ranking = Ranking { columns, limit: build.limit("limit")?, later_first: false };
    Ok(Executable::Aggregate(Box::new(Table { fields, ranking, limit_given: build.has("limit") })))
}

struct Table {
    fields: Vec<GroupField>,
    ranking: Ranking,
    limit_given: bool,
}

impl Aggregation for Table {
    type State = TopRows;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        self.ranking.offer(state, event, |event| {
            let mut row = Row::new();
            for field in &self.fields {
                if let Some(value) = event.get(field.symbol) {
                    row.push(field.name.clone(), value);
                }
            }
            row
        });
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        self.ranking.merge(state, later);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        let (rows, cut) = self.ranking.finish(state);
        if cut && !self.limit_given {
            sort::warn_cut("table", self.ranking.limit, "rows", context);
        }
        rows
    }

    fn keeps(&self) -> Option<(usize, &'static str)> {
        Some((self.ranking.limit, "events"))
    }

    fn row_count(&self) -> RowCount {
        if self.ranking.limit > 1 { RowCount::Several } else { RowCount::One }
    }
}
