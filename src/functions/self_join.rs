//! `selfJoin()`: one row for each key for which every clause is satisfied by some event.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::shared::key_search::{Clauses, key_text, search};
use super::shared::lookup::{Include, Lookup, Mode, TableSource};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Condition, Context, Executable, Pipeline, RowCount, Stage, Target};
use crate::symbol::{FieldName, Symbol};
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selfJoin",
    summary: "Gives one row for each key for which every clause is satisfied by some event.",
    page: "functions-selfjoin.html",
    parameters: &[
        Parameter { default: Some("(none)"), ..Parameter::new("collect", Kind::Fields) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("20000"),
            min: Some(1),
            max: Some(1_000_000),
            summary: "upper bound MAX_STATE_LIMIT / GroupMaxLimit",
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("postfilter", Kind::Boolean) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("prefilter", Kind::Boolean) },
        Parameter { default: Some("(none)"), ..Parameter::new("select", Kind::Fields) },
        Parameter { required: true, summary: "each a { query }", ..Parameter::new("where", Kind::Filters) },
    ],
    output: &["the key field(s)", "the fields named in collect or select"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Two passes over the same events. Pass 1 finds the key values for which every where clause is satisfied by at least one event (different clauses may be satisfied by different events of the same key). Pass 2 groups the events of those keys.",
        "The result is that of groupBy(field, function=collect(collect)) or, with select instead, groupBy(field, function=selectLast(select)), restricted to the found keys: one row a key.",
        "collect joins all distinct values as collect() does (default separator newline, order undefined); select keeps the latest value as selectLast() does.",
        "prefilter=true: only events matching at least one where clause are fed into the grouping, so fields that occur only on other events of the key are not collected. Default false: every event of a found key is fed in.",
        "postfilter=true: after collating, the AND of all where clauses is tested again on each result row. This removes false positives, provided all fields the clauses need are in collect.",
        "The key set is kept in a bloom filter, so the real function may let a few wrong keys through (about 0.4 of 20,000 matching keys, 1.1 of 25,000, 16.4 of 50,000). An offline implementation may be exact.",
        "limit bounds the number of join keys that satisfy the clauses (default 20,000); the page's text also names a default of 100,000 keys for groupBy, an old figure.",
        "Cannot run live (two passes) except wrapped in beta:repeating().",
        "where clauses are filter queries in braces, e.g. where=[{from=peter}, {to=anders}]; wildcards work as in any filter.",
        "[undocumented] Output when neither collect nor select is given: by the description, one row a key with the key only.",
        "[inferred] With several key fields an event must have them all (stated for selfJoinFilter).",
    ],
    examples: &[
        Example {
            query: "selfJoin(mail, where=[{from=nina}, {to=otto}], collect=[from, subject])",
            input: r#"{"mail":"1","from":"nina"}
{"mail":"1","to":"otto"}
{"mail":"1","subject":"hello"}
{"mail":"2","from":"nina"}
"#,
            output: r#"{"mail":"1","from":"nina","subject":"hello"}
"#,
        },
        Example {
            query: "selfJoin(mail, where=[{from=nina}, {to=otto}], select=[state])",
            input: r#"{"@timestamp":2,"mail":"1","from":"nina","state":"sent"}
{"@timestamp":1,"mail":"1","to":"otto","state":"queued"}
"#,
            output: r#"{"mail":"1","state":"sent"}
"#,
        },
    ],
    build: Some(build),
};

/// How many distinct values are collected of a field (the default of collect()).
const COLLECT_LIMIT: usize = 2000;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("field");
    let limit = build.limit("limit")?;
    let (id, mut clauses) = search(build, &fields, Some(limit))?;
    let postfilter = if build.flag("postfilter") {
        let all = Stage::Filter(Condition::Test(Box::new(clauses.all())));
        Some(Pipeline { map: vec![all], ..Pipeline::default() })
    } else {
        None
    };
    let columns = fields.iter().map(|field| field.name.clone()).collect();
    let include = Include::These(Vec::new());
    let keys = Lookup::new(TableSource::Subquery(id), &fields, columns, include, Mode::Text, false);
    let taken = |known: &[Target], target: &Target| known.iter().any(|other| other.symbol == target.symbol);
    let mut collect = build.fields("collect");
    collect.retain(|field| !taken(&fields, field));
    let mut select = build.fields("select");
    select.retain(|field| !taken(&fields, field) && !taken(&collect, field));
    let named = |targets: Vec<Target>| targets.into_iter().map(|target| (target.name.into(), target.symbol)).collect();
    Ok(Executable::Aggregate(Box::new(SelfJoin {
        time: build.silent("@timestamp"),
        fields: named(fields),
        keys,
        clauses,
        prefilter: build.flag("prefilter"),
        postfilter,
        collect: named(collect),
        select: named(select),
    })))
}

struct SelfJoin {
    time: Symbol,
    fields: Vec<(FieldName, Symbol)>,
    keys: Lookup,
    clauses: Clauses,
    prefilter: bool,
    postfilter: Option<Pipeline>,
    collect: Vec<(FieldName, Symbol)>,
    select: Vec<(FieldName, Symbol)>,
}

/// Groups in the order of their first event.
#[derive(Default, Serialize, Deserialize)]
pub struct Groups {
    numbers: HashMap<Box<str>, usize, foldhash::fast::FixedState>,
    groups: Vec<Group>,
}

#[derive(Default, Serialize, Deserialize)]
struct Group {
    key: Vec<Box<str>>,
    /// For each collected field its distinct values, with their order.
    collected: Vec<HashMap<Box<str>, usize, foldhash::fast::FixedState>>,
    /// For each selected field the time and value of the newest event that has it.
    selected: Vec<Option<(Option<i64>, Box<str>)>>,
}

impl Aggregation for SelfJoin {
    type State = Groups;

    fn update<'e>(&'e self, state: &mut Groups, event: &mut Event<'e>, context: &'e Context) {
        if self.keys.find(event, 1, context).is_none()
            || (self.prefilter && self.clauses.satisfied(event, context) == 0)
        {
            return;
        }
        let Some(key) = key_text(event, self.fields.iter().map(|(_, symbol)| *symbol)) else { return };
        let number = match state.numbers.get(key) {
            Some(number) => *number,
            None => {
                let values = self.fields.iter().filter_map(|(_, symbol)| event.get(*symbol).map(Into::into));
                state.groups.push(Group { key: values.collect(), ..Group::default() });
                state.numbers.insert(key.into(), state.groups.len() - 1);
                state.groups.len() - 1
            }
        };
        let Some(group) = state.groups.get_mut(number) else { return };
        group.collected.resize_with(self.collect.len(), HashMap::default);
        for ((name, symbol), values) in self.collect.iter().zip(&mut group.collected) {
            if let Some(value) = event.get(*symbol) {
                add_value(values, value, name, context);
            }
        }
        group.selected.resize_with(self.select.len(), || None);
        let time = event.get(self.time).and_then(number::parse_f64).map(|time| time as i64);
        for ((_, symbol), newest) in self.select.iter().zip(&mut group.selected) {
            if let Some(value) = event.get(*symbol)
                && newest.as_ref().is_none_or(|(known, _)| *known <= time)
            {
                *newest = Some((time, value.into()));
            }
        }
    }

    fn merge(&self, state: &mut Groups, later: Groups, context: &Context) {
        let mut keys: Vec<(Box<str>, usize)> = later.numbers.into_iter().collect();
        keys.sort_by_key(|(_, number)| *number);
        for ((key, _), group) in keys.into_iter().zip(later.groups) {
            let Some(number) = state.numbers.get(&key) else {
                state.numbers.insert(key, state.groups.len());
                state.groups.push(group);
                continue;
            };
            let Some(own) = state.groups.get_mut(*number) else { continue };
            for (((name, _), own), later) in self.collect.iter().zip(&mut own.collected).zip(group.collected) {
                in_order(later).iter().for_each(|value| add_value(own, value, name, context));
            }
            for (own, later) in own.selected.iter_mut().zip(group.selected) {
                if let Some((time, value)) = later
                    && own.as_ref().is_none_or(|(known, _)| *known <= time)
                {
                    *own = Some((time, value));
                }
            }
        }
    }

    fn finish(&self, state: Groups, context: &Context) -> Vec<Row> {
        let rows = state.groups.into_iter().map(|group| {
            let mut row = Row::new();
            for ((name, _), value) in self.fields.iter().zip(&group.key) {
                row.push(name.clone(), value);
            }
            for ((name, _), values) in self.collect.iter().zip(group.collected) {
                if !values.is_empty() {
                    row.push(name.clone(), &in_order(values).join("\n"));
                }
            }
            for ((name, _), newest) in self.select.iter().zip(&group.selected) {
                if let Some((_, value)) = newest {
                    row.push(name.clone(), value);
                }
            }
            row
        });
        let rows = rows.collect();
        match &self.postfilter {
            Some(pipeline) => pipeline.run_rows(rows, context),
            None => rows,
        }
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}

fn in_order(values: HashMap<Box<str>, usize, foldhash::fast::FixedState>) -> Vec<Box<str>> {
    let mut values: Vec<(Box<str>, usize)> = values.into_iter().collect();
    values.sort_by_key(|(_, order)| *order);
    values.into_iter().map(|(value, _)| value).collect()
}

fn add_value(
    values: &mut HashMap<Box<str>, usize, foldhash::fast::FixedState>,
    value: &str,
    name: &str,
    context: &Context,
) {
    if values.contains_key(value) {
        return;
    }
    if values.len() >= COLLECT_LIMIT {
        let message =
            format!("selfJoin() collects at most {COLLECT_LIMIT} values of {name} for a key; the rest was left out");
        return context.warn(codes::LIMIT_REACHED, message);
    }
    values.insert(value.into(), values.len());
}
