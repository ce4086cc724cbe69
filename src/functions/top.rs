//! `top()`: Gives the most common values of a field, or of combinations of fields, most common first.

use super::shared::byte_set::ByteSet;
use super::shared::groups::{GROUP_MAX_LIMIT, GroupField, group_fields, values, write_values};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount};
use crate::symbol::{FieldName, Symbol};
use crate::value::number::{self, Number};
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "top",
    summary: "Gives the most common values of a field, or of combinations of fields, most common first.",
    page: "functions-top.html",
    parameters: &[
        Parameter { default: Some("_count, _sum or _max"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("5"), ..Parameter::new("error", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("10"), min: Some(1), ..Parameter::new("limit", Kind::Integer) },
        Parameter::new("max", Kind::Field),
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("percent", Kind::Boolean) },
        Parameter::new("rest", Kind::Text),
        Parameter::new("sum", Kind::Field),
    ],
    output: &["the fields", "_count (or _sum, _max, or as)", "percent (with percent=true)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "The most common values of a field (or combinations of several fields), most common first: groupBy(field, function=count()) | sort(_count) in one step, limited to limit rows (default 10).",
        "sum=f ranks by sum(f) and outputs _sum; max=f ranks by max(f) and outputs _max; as renames that output.",
        "An event lacking any of the fields is not counted.",
        "percent=true adds a field named percent: the row's share of the total, in percent.",
        "rest=LABEL adds one more row, after the others, whose field holds LABEL and whose count is that of all values not listed. [figures] When nothing is left over, no such row appears. Without rest those values are left out silently.",
        "[undocumented] rest with several fields or with sum/max; share base of percent with rest.",
        "The real engine is approximate above 0.75 x 32,768 distinct values (0.75 x 8,192 in live queries), gives only rows guaranteed to be in the top, and warns when the error bound exceeds error percent (default 5). Exact counting is fine offline; error is then without effect.",
        "Ties: order not documented.",
        "max and sum exclude each other [inferred].",
    ],
    examples: &[
        Example {
            query: "top(url, limit=1, rest=others)",
            input: r#"{"url":"/a"}
{"url":"/b"}
{"url":"/a"}
{"url":"/c"}
{"user":"x"}"#,
            output: r#"{"url":"/a","_count":"2"}
{"url":"others","_count":"2"}"#,
        },
        Example {
            query: "top(who, sum=bytes, percent=true)",
            input: r#"{"who":"x","bytes":"10"}
{"who":"y","bytes":"60"}
{"who":"x","bytes":"30"}"#,
            output: r#"{"who":"y","_sum":"60","percent":"60"}
{"who":"x","_sum":"40","percent":"40"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let targets = build.fields("field");
    let fields = group_fields(build, &targets);
    let sum = build.optional_field("sum").map(|target| target.symbol);
    let max = build.optional_field("max").map(|target| target.symbol);
    let (measure, default) = match (sum, max) {
        (Some(_), Some(_)) => {
            return Err(build.error(codes::ARGUMENT_VALUE, "max", "top() ranks either by sum or by max, not by both"));
        }
        (Some(field), None) => (Measure::Sum(field), "_sum"),
        (None, Some(field)) => (Measure::Max(field), "_max"),
        (None, None) => (Measure::Count, "_count"),
    };
    let output = if build.has("as") { build.output() } else { build.named(default) };
    let percent = build.flag("percent").then(|| build.named("percent").name.into());
    Ok(Executable::Aggregate(Box::new(Top {
        fields,
        measure,
        limit: build.limit("limit")?,
        output: output.name.into(),
        percent,
        rest: build.optional_text("rest"),
    })))
}

enum Measure {
    Count,
    Sum(Symbol),
    Max(Symbol),
}

struct Top {
    fields: Vec<GroupField>,
    measure: Measure,
    limit: usize,
    output: FieldName,
    percent: Option<FieldName>,
    /// The text that stands for all values that are not listed.
    rest: Option<String>,
}

/// The values so far, each with its measure.
#[derive(Default, Serialize, Deserialize)]
struct Ranks {
    keys: ByteSet,
    measures: Vec<Option<Number>>,
    /// Of the event at hand; kept for its memory.
    #[serde(skip)]
    scratch: Vec<u8>,
    /// Whether values were left out because there were too many.
    full: bool,
}

impl Top {
    fn add(&self, ranks: &mut Ranks, key: &[u8], value: Option<Number>) {
        let Some(place) = ranks.keys.find_or_insert(key, |length| length < GROUP_MAX_LIMIT) else {
            ranks.full = true;
            return;
        };
        match ranks.measures.get_mut(place) {
            Some(known) => *known = self.join(*known, value),
            None => ranks.measures.push(value),
        }
    }

    fn join(&self, a: Option<Number>, b: Option<Number>) -> Option<Number> {
        match (a, b) {
            (Some(a), Some(b)) => match self.measure {
                Measure::Max(_) if number::compare(a, b).is_ge() => Some(a),
                Measure::Max(_) => Some(b),
                Measure::Count | Measure::Sum(_) => number::add(a, b),
            },
            (a, b) => a.or(b),
        }
    }
}

impl Aggregation for Top {
    type State = Ranks;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if self.fields.iter().any(|field| event.get(field.symbol).is_none()) {
            return;
        }
        let value = match self.measure {
            Measure::Count => Some(Number::Integer(1)),
            Measure::Sum(field) | Measure::Max(field) => event.get(field).and_then(number::parse),
        };
        let mut key = std::mem::take(&mut state.scratch);
        key.clear();
        write_values(&self.fields, event, &mut key);
        self.add(state, &key, value);
        state.scratch = key;
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.full |= later.full;
        for (key, value) in later.keys.iter().zip(&later.measures) {
            self.add(state, key, *value);
        }
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        if state.full {
            context.warn(
                codes::LIMIT_REACHED,
                format!("top() met more than {GROUP_MAX_LIMIT} different values; the rest was not counted"),
            );
        }
        let mut ranked: Vec<(usize, Option<Number>)> = state.measures.iter().copied().enumerate().collect();
        // A stable sort: ties keep the order of their first appearance, values without a number come last.
        ranked.sort_by(|(_, a), (_, b)| match (a, b) {
            (Some(a), Some(b)) => number::compare(*b, *a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        let total = self.percent.as_ref().map(|_| {
            state
                .measures
                .iter()
                .flatten()
                .fold(Number::Integer(0), |sum, value| number::add(sum, *value).unwrap_or(sum))
        });
        let (listed, others) = ranked.split_at(self.limit.min(ranked.len()));
        let mut rows: Vec<Row> = Vec::with_capacity(listed.len() + 1);
        for (place, value) in listed {
            let mut row = Row::new();
            for (field, text) in self.fields.iter().zip(values(state.keys.get(*place))) {
                row.push(field.name.clone(), text.unwrap_or(""));
            }
            self.push_measure(&mut row, *value, total);
            rows.push(row);
        }
        if let (Some(rest), false) = (&self.rest, others.is_empty()) {
            let mut row = Row::new();
            self.fields.iter().for_each(|field| row.push(field.name.clone(), rest));
            let value = others.iter().fold(None, |known, (_, value)| self.join(known, *value));
            self.push_measure(&mut row, value, total);
            rows.push(row);
        }
        rows
    }

    fn keeps(&self) -> Option<(usize, &'static str)> {
        Some((self.limit, "groups"))
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}

impl Top {
    fn push_measure(&self, row: &mut Row, value: Option<Number>, total: Option<Number>) {
        let value = match self.measure {
            // As sum() over no numbers.
            Measure::Count | Measure::Sum(_) => value.unwrap_or(Number::Integer(0)),
            Measure::Max(_) => match value {
                Some(value) => value,
                None => return,
            },
        };
        push(row, &self.output, value);
        let share = total.and_then(|total| {
            number::multiply(value, Number::Integer(100)).and_then(|part| number::divide(part, total))
        });
        if let (Some(name), Some(share)) = (&self.percent, share) {
            push(row, name, share);
        }
    }
}

/// Sets a result unless a field of the key has its name.
fn push(row: &mut Row, name: &FieldName, value: Number) {
    if row.get(name).is_none() {
        row.push(name.clone(), &number::format(value));
    }
}
