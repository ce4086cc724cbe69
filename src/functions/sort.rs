//! `sort()`: Sorts the events and keeps the first of them.

use super::shared::order::{Column, KeyKind, Ranking, TopRows};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount, Target};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sort",
    summary: "Sorts the events and keeps the first of them.",
    page: "functions-sort.html",
    parameters: &[
        Parameter {
            unnamed: true,
            default: Some("_count"),
            summary: "the 1.202 page leaves the default blank, the newest catalogue and pages up to 1.100 say _count",
            ..Parameter::new("field", Kind::Fields)
        },
        Parameter {
            default: Some("200"),
            max: Some(200_000),
            summary: "StateRowLimit",
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("desc"), values: &["asc", "desc"], ..Parameter::new("order", Kind::Texts) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            deprecated: true,
            ..Parameter::new("reverse", Kind::Boolean)
        },
        Parameter {
            default: Some("number"),
            values: &["hex", "number", "string"],
            ..Parameter::new("type", Kind::Texts)
        },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sorts the events and keeps the first limit of them; events keep all their fields. It is an aggregate: what follows runs on the result only.",
        "Default: by _count, numerically, descending, 200 events.",
        "limit is applied after sorting. limit=max means StateRowLimit (200,000 by default), which is also the upper bound. [undocumented] A warning should say that rows were cut off; a limit above the maximum is an error.",
        "field may be an array: later fields break ties of earlier ones.",
        "order and type may each be one value (for all fields) or an array matching field one to one.",
        "type=number compares by numeric value, string lexicographically (by code unit, capital letters before small), hex as hexadecimal numbers with prefix 0x, 0X or none.",
        "type=any existed before 1.142 and was removed then: an error now.",
        "reverse is deprecated since 1.100: true = descending, false = ascending.",
        "[figures] In an ascending sort over a field that one row lacks, the page shows that row first; so a missing value orders before all numbers (last in descending order). Not stated in words; non-numeric values under type=number are not documented at all (treat them like missing ones).",
        "[undocumented] Order of rows that compare equal; a stable sort is the friendliest.",
        "Sorting happens in memory; put filters first. Usable as a sub-aggregate inside groupBy: function=[{sort(t) | collect(t)}].",
    ],
    examples: &[
        Example {
            query: "sort(n)",
            input: r#"{"n":"9"}
{"n":"100"}
{"m":"1"}
{"n":"20"}"#,
            output: r#"{"n":"100"}
{"n":"20"}
{"n":"9"}
{"m":"1"}"#,
        },
        Example {
            query: "sort([name, n], type=[string, number], order=asc, limit=2)",
            input: r#"{"name":"x","n":"10"}
{"name":"x","n":"9"}
{"name":"w","n":"50"}"#,
            output: r#"{"name":"w","n":"50"}
{"name":"x","n":"9"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let mut targets = build.fields("field");
    if targets.is_empty() {
        let name = "_count";
        targets.push(Target { name: name.to_owned(), symbol: build.silent(name) });
    }
    let columns = columns(build, &targets)?;
    let ranking = Ranking { columns, limit: build.limit("limit")?, later_first: false };
    Ok(Executable::Aggregate(Box::new(Sort { ranking, limit_given: build.has("limit") })))
}

/// The columns of `sort` and `table`: `order`, `type` and the old `reverse` for each field, or one for all.
///
/// # Errors
/// When there are neither one nor as many as fields.
pub(super) fn columns(build: &mut Build<'_>, targets: &[Target]) -> Result<Vec<Column>, Diagnostic> {
    let orders = one_each(build, "order", targets.len())?;
    let kinds = one_each(build, "type", targets.len())?;
    let reverse = build.has("reverse").then(|| build.flag("reverse"));
    let columns = targets.iter().enumerate().map(|(place, target)| {
        let order = orders.get(place).or(orders.first()).map_or("desc", String::as_str);
        let kind =
            match kinds.get(place).or(kinds.first()).map_or("number", String::as_str).to_ascii_lowercase().as_str() {
                "string" => KeyKind::Text,
                "hex" => KeyKind::Hex,
                "any" => KeyKind::Any,
                // Exports write the time as a date; LogScale itself holds it as a number.
                _ if matches!(target.name.as_str(), "@timestamp" | "@ingesttimestamp" | "_time") => KeyKind::Time,
                _ => KeyKind::Number,
            };
        let descending = reverse.unwrap_or(!order.eq_ignore_ascii_case("asc"));
        Column { field: target.symbol, fallback: None, kind, descending, missing_last: false }
    });
    Ok(columns.collect())
}

fn one_each(build: &Build<'_>, name: &str, fields: usize) -> Result<Vec<String>, Diagnostic> {
    let texts = build.texts(name);
    if texts.len() > 1 && texts.len() != fields {
        let message = format!(
            "parameter {name} of {}() has {} values for {fields} fields; give one, or one for each field",
            build.function.name,
            texts.len()
        );
        return Err(build.error(codes::ARGUMENT_VALUE, name, message));
    }
    Ok(texts)
}

/// Says that rows were cut off, unless the query asked for that.
pub(super) fn warn_cut(function: &str, limit: usize, what: &str, context: &Context) {
    context.warn(
        codes::LIMIT_REACHED,
        format!("{function}() kept {limit} {what}; give limit= for another number (limit=max for the most)"),
    );
}

struct Sort {
    ranking: Ranking,
    limit_given: bool,
}

impl Aggregation for Sort {
    type State = TopRows;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        self.ranking.offer(state, event, Event::to_row);
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        self.ranking.merge(state, later);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        let (rows, cut) = self.ranking.finish(state);
        if cut && !self.limit_given {
            warn_cut("sort", self.ranking.limit, "events of those that it sorted", context);
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
