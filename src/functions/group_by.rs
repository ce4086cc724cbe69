//! `groupBy()`: Groups the events by the values of fields and aggregates each group.

use super::count::Count;
use super::shared::groups::{GroupField, Groups, group_fields, values, write_values};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, States};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, Results, RowCount, Stats};
use crate::symbol::FieldName;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "groupBy",
    summary: "Groups the events by the values of fields and aggregates each group.",
    page: "functions-groupby.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("function", Kind::Aggregates) },
        Parameter { default: Some("20000"), max: Some(1_000_000), ..Parameter::new("limit", Kind::Integer) },
    ],
    output: &["_count"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Groups the events by the values of one or several fields and aggregates each group; every output row has the grouping fields and the aggregate outputs.",
        "function defaults to count(as=_count); function=[] aggregates nothing and lists the distinct values or combinations.",
        "Several aggregates are combined by the stats() rules: one row when all give at most one row, otherwise the Cartesian product; an aggregate with no row counts as one empty row; conflicting values for the same output field are an error.",
        "Composite functions in braces are allowed, alone or in the list: {count() | r := _count/300}, {status=\"failure\" | count(as=n)}, {sort(ts) | collect(ts)}; saved queries are not allowed there.",
        "Nested groupBy() in function multiplies rows and repeats the outer aggregates on each of them.",
        "Sequence functions (accumulate, partition, neighbor, slidingTimeWindow, session) inside function run per group on the events of that group in their order.",
        "limit: most groups kept; default 20,000 (GroupDefaultLimit), at most 1,000,000 (GroupMaxLimit), limit=max uses that maximum. When it is exceeded the result is incomplete, a warning is given and counts are lower bounds; groups with the highest total of numeric outputs are preferred. A memory limit may also cut groups.",
        "When grouping by several fields, an event lacking one of them forms groups with no value in that field (shown by an example with a row GET / no value).",
        "Row order is not defined; sort() afterwards when it matters. Samples mostly show ascending keys.",
        "Field names may be quoted or not; tag fields (#type) and @ fields can be used.",
        "Duplicates are removed with groupBy(f, function=tail(1)).",
        "[undocumented] events lacking all grouping fields; here they are in no group.",
    ],
    examples: &[
        Example {
            query: "groupBy(code)",
            input: r#"{"code":"440"}
{"code":"500"}
{"code":"440"}
{"other":"1"}"#,
            output: r#"{"code":"440","_count":"2"}
{"code":"500","_count":"1"}"#,
        },
        Example {
            query: "groupBy([host, user], function=[max(n), count()])",
            input: r#"{"host":"a","user":"x","n":"1"}
{"host":"a","n":"5"}
{"host":"a","user":"x","n":"3"}"#,
            output: r#"{"host":"a","user":"x","_max":"3","_count":"2"}
{"host":"a","_max":"5","_count":"1"}"#,
        },
        Example {
            query: "groupBy(verb, function=[count(as=all), groupBy(status, function=[])])",
            input: r#"{"verb":"GET","status":"200"}
{"verb":"GET","status":"404"}
{"verb":"PUT","status":"200"}"#,
            output: r#"{"verb":"GET","all":"2","status":"200"}
{"verb":"GET","all":"2","status":"404"}
{"verb":"PUT","all":"1","status":"200"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let targets = build.fields("field");
    let fields = group_fields(build, &targets);
    let function = match build.aggregates("function") {
        Some(function) => function,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    let limit = build.limit("limit")?;
    let one_row = function.row_count() == RowCount::One;
    Ok(Executable::Aggregate(Box::new(GroupBy { fields, function, one_row, limit })))
}

struct GroupBy {
    fields: Vec<GroupField>,
    function: Stats,
    /// Whether there is one row for each group.
    one_row: bool,
    limit: usize,
}

/// Room in a row for results: fields, and bytes.
const ROOM: (usize, usize) = (3, 24);

impl Aggregate for GroupBy {
    fn start(&self) -> Box<dyn States> {
        Box::new(Groups::new(&self.function))
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        let Some(groups) = states.as_any().downcast_mut::<Groups>() else { return };
        if let Some(inner) = groups.enter(group, |key| write_values(&self.fields, event, key)) {
            self.function.update(&mut *groups.inner, inner, event, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, outer: &[usize], context: &Context) {
        let Some(groups) = states.as_any().downcast_mut::<Groups>() else { return };
        let Ok(later) = later.into_any().downcast::<Groups>() else { return };
        groups.merge(*later, outer, &self.function, |rest, key| key.extend_from_slice(rest), context);
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let Some(groups) = states.as_any().downcast_mut::<Groups>() else { return Vec::new() };
        let members = groups.take_members(group);
        if members.len() > self.limit || groups.full {
            let limit = self.limit;
            context.warn(
                codes::LIMIT_REACHED,
                format!("groupBy() found more than {limit} groups; those with the smallest totals were left out"),
            );
        }
        let mut biggest = Biggest::new(self.limit);
        let ranked = members.len() > self.limit;
        let mut rows = Vec::with_capacity(if ranked { 1 } else { members.len() });
        for member in members {
            self.add_rows(groups, member, &mut rows, context);
            if context.failed() {
                return Vec::new();
            }
            if ranked {
                biggest.add(rows.iter().map(|row| self.total(row)).sum(), std::mem::take(&mut rows));
            }
        }
        if ranked { biggest.finish() } else { rows }
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        match states.as_any().downcast_mut::<Groups>() {
            Some(groups) => groups.encode(&self.function),
            None => Err(BadState("states of another aggregate".to_owned())),
        }
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        Ok(Box::new(Groups::decode(bytes, &self.function)?))
    }

    fn keeps(&self) -> Option<(usize, &'static str)> {
        Some((self.limit, "groups"))
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}

impl GroupBy {
    /// The fields of the group, with room for some results.
    fn group_row(&self, key: &[u8]) -> Row {
        let mut row = Row::with_capacity(self.fields.len() + ROOM.0, key.len() + ROOM.1);
        for (field, value) in self.fields.iter().zip(values(key)) {
            if let Some(value) = value {
                row.push(field.name.clone(), value);
            }
        }
        row
    }

    /// Adds the rows of a group: its fields, then those of a result. An aggregate without a row counts as one empty row, so
    /// the group itself stays (functions-stats.html).
    fn add_rows(&self, groups: &mut Groups, member: u32, rows: &mut Vec<Row>, context: &Context) {
        let mut row = self.group_row(groups.key(member));
        if self.one_row {
            let results = &mut Results::behind(&mut row, context);
            self.function.append(&mut *groups.inner, member as usize, results);
            return rows.push(row);
        }
        let results = self.function.finish(&mut *groups.inner, member as usize, context);
        if results.is_empty() {
            return rows.push(row);
        }
        rows.extend(results.iter().map(|result| {
            let mut row = row.clone();
            Results::behind(&mut row, context).add_row(result);
            row
        }));
    }

    /// The sum of the numbers in the results of a row.
    fn total(&self, row: &Row) -> f64 {
        let is_result = |name: &FieldName| self.fields.iter().all(|field| field.name != *name);
        row.iter().filter(|(name, _)| is_result(name)).filter_map(|(_, value)| number::parse_f64(value)).sum()
    }
}

/// The sum of the numbers in a row, by which groups are ranked when there are too many.
pub(super) fn total(row: &Row) -> f64 {
    row.iter().filter_map(|(_, value)| number::parse_f64(value)).sum()
}

/// The groups with the highest totals, in the order in which they came.
struct Biggest {
    limit: usize,
    groups: Vec<(f64, usize, Vec<Row>)>,
    seen: usize,
}

impl Biggest {
    fn new(limit: usize) -> Self {
        Self { limit, groups: Vec::new(), seen: 0 }
    }

    fn add(&mut self, total: f64, rows: Vec<Row>) {
        self.groups.push((total, self.seen, rows));
        self.seen += 1;
        if self.groups.len() >= self.limit.saturating_mul(2).max(1024) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.groups.len() > self.limit {
            self.groups.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            self.groups.truncate(self.limit);
        }
    }

    fn finish(mut self) -> Vec<Row> {
        self.cut();
        self.groups.sort_unstable_by_key(|(_, place, _)| *place);
        self.groups.into_iter().flat_map(|(_, _, rows)| rows).collect()
    }
}
