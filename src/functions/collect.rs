//! `collect()`: Collects the different values of fields, joined in one row or as rows of their own.

use super::shared::byte_set::ByteSet;
use super::shared::groups::{GroupField, group_fields};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount};
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "collect",
    summary: "Collects the different values of fields, joined in one row or as rows of their own.",
    page: "functions-collect.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) },
        Parameter { default: Some("2000"), min: Some(1), ..Parameter::new("limit", Kind::Integer) },
        Parameter { default: Some("true"), values: &["false", "true"], ..Parameter::new("multival", Kind::Boolean) },
        Parameter { default: Some("\\n"), ..Parameter::new("separator", Kind::Text) },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Collects the distinct values of each named field over all events; output fields have the same names as the inputs.",
        "multival=true (default): one row in which each field holds its values joined by separator (default a newline).",
        "multival=false: several rows with one value each.",
        "The order of the values is not defined.",
        "limit is the largest number of distinct values (default 2000, at least 1). Memory limit: 10 MiB when used at the top level, 1 MiB inside another function or subquery. Exceeding either gives partial results and a warning.",
        "Collecting @timestamp only works when there is a single timestamp; copy it to another field first.",
        "Before about 1.136 the default separator was \";\" and the per-group limit 1 KiB.",
        "[inferred] events lacking a field add nothing to it; empty strings are values.",
        "[undocumented] how several fields combine when multival=false.",
    ],
    examples: &[
        Example {
            query: r#"collect(ip, separator=", ")"#,
            input: r#"{"ip":"10.0.0.1"}
{"ip":"10.0.0.2"}
{"ip":"10.0.0.1"}
{"host":"h"}"#,
            output: r#"{"ip":"10.0.0.1, 10.0.0.2"}"#,
        },
        Example {
            query: "groupBy(host, function=[count(), collect([user, ip])])",
            input: r#"{"host":"a","user":"x","ip":"1"}
{"host":"a","user":"x"}
{"host":"b","ip":"2"}"#,
            output: r#"{"host":"a","_count":"2","user":"x","ip":"1"}
{"host":"b","_count":"1","ip":"2"}"#,
        },
        Example {
            query: "collect(ip, multival=false)",
            input: r#"{"ip":"b"}
{"ip":"a"}
{"ip":"b"}"#,
            output: r#"{"ip":"b"}
{"ip":"a"}"#,
        },
    ],
    build: Some(build),
};

/// Most bytes of values at the top level (functions-collect.html).
const MEMORY_LIMIT: usize = 10 << 20;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let targets = build.fields("fields");
    let fields = group_fields(build, &targets);
    let separator = if build.has("separator") { build.text("separator")? } else { "\n".to_owned() };
    let limit = build.limit("limit")?;
    Ok(Executable::Aggregate(Box::new(Collect { fields, separator, limit, joined: build.flag("multival") })))
}

struct Collect {
    fields: Vec<GroupField>,
    separator: String,
    limit: usize,
    joined: bool,
}

/// The values of each field, in the order of their first appearance.
#[derive(Default, Serialize, Deserialize)]
struct Values {
    of_field: Vec<ByteSet>,
    /// Whether values were left out.
    cut: bool,
}

impl Collect {
    fn add(&self, state: &mut Values, place: usize, value: &[u8]) {
        if state.of_field.len() <= place {
            state.of_field.resize_with(self.fields.len(), ByteSet::default);
        }
        let Some(set) = state.of_field.get_mut(place) else { return };
        let fits = set.byte_len() + value.len() <= MEMORY_LIMIT;
        if set.find_or_insert(value, |length| length < self.limit && fits).is_none() {
            state.cut = true;
        }
    }
}

impl Aggregation for Collect {
    type State = Values;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        for (place, field) in self.fields.iter().enumerate() {
            if let Some(value) = event.get(field.symbol) {
                self.add(state, place, value.as_bytes());
            }
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.cut |= later.cut;
        for (place, set) in later.of_field.iter().enumerate() {
            set.iter().for_each(|value| self.add(state, place, value));
        }
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        if state.cut {
            context.warn(
                codes::LIMIT_REACHED,
                format!(
                    "collect() found more than {} values or {MEMORY_LIMIT} bytes in one field; the rest was left out",
                    self.limit
                ),
            );
        }
        let sets = || self.fields.iter().zip(&state.of_field).filter(|(_, set)| !set.is_empty());
        if self.joined {
            let mut row = Row::new();
            for (field, set) in sets() {
                let texts: Vec<&str> = (0..set.len()).map(|number| set.text(number)).collect();
                row.push(field.name.clone(), &texts.join(&self.separator));
            }
            return if row.is_empty() { Vec::new() } else { vec![row] };
        }
        // How several fields combine is not documented; "one value each" is taken at its word.
        let rows = sets().flat_map(|(field, set)| {
            (0..set.len()).map(|number| [(field.name.clone(), set.text(number))].into_iter().collect())
        });
        rows.collect()
    }

    fn keeps(&self) -> Option<(usize, &'static str)> {
        Some((self.limit, "values of each field"))
    }

    fn row_count(&self) -> RowCount {
        if self.joined { RowCount::One } else { RowCount::Several }
    }
}
