//! `fieldstats()`: Lists the fields of the events, for each type of event, with the number of their values.

use super::shared::byte_set::ByteSet;
use super::shared::distinct::Distinct;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount};
use crate::symbol::Symbol;
use serde::{Deserialize, Serialize};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "fieldstats",
    summary: "Lists the fields of the events, for each type of event, with the number of their values.",
    page: "functions-fieldstats.html",
    parameters: &[Parameter {
        default: Some("200"),
        min: Some(1),
        max: Some(10_000),
        ..Parameter::new("limit", Kind::Integer)
    }],
    output: &["#type", "field", "_count", "distinct"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Outputs one row per event type and field: #type (parser type of the events), field (field name), _count (number of values) and distinct (number of different values, an estimate as in count(distinct=true)).",
        "The same field in events of different #type gives separate rows.",
        "limit (1 to 10000, default 200) is the number of fields reported.",
        "Built-in fields such as @rawstring are included.",
        "[undocumented] order of the rows; which fields are kept when the limit is exceeded; whether #type itself is a row.",
    ],
    examples: &[
        Example {
            query: "fieldstats()",
            input: r##"{"#type":"kv","a":"1"}
{"#type":"kv","a":"2","b":"x"}
{"#type":"json","a":"1"}"##,
            output: r##"{"#type":"kv","field":"#type","_count":"2","distinct":"1"}
{"#type":"kv","field":"a","_count":"2","distinct":"2"}
{"#type":"kv","field":"b","_count":"1","distinct":"1"}
{"#type":"json","field":"#type","_count":"1","distinct":"1"}
{"#type":"json","field":"a","_count":"1","distinct":"1"}"##,
        },
        Example {
            query: "fieldstats(limit=1)",
            input: r#"{"a":"1","b":"2"}
{"a":"1"}"#,
            output: r#"{"field":"a","_count":"2","distinct":"1"}"#,
        },
    ],
    build: Some(build),
};

/// Up to this many values of a field the number of different ones is exact.
const EXACT: usize = 4096;

/// Most fields that are counted. More than the limit, so that a field that comes late in one part of the input and early
/// in another has its full figures.
const MOST_FIELDS: usize = 100_000;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let kind = build.silent("#type");
    Ok(Executable::Aggregate(Box::new(FieldStats {
        kind,
        limit: build.limit("limit")?,
        limit_given: build.has("limit"),
    })))
}

struct FieldStats {
    kind: Symbol,
    limit: usize,
    limit_given: bool,
}

/// What is known of each field, in the order of first appearance.
#[derive(Default, Serialize, Deserialize)]
struct Fields {
    /// Length of the type in four bytes, the type, the name of the field; all ones for no type.
    keys: ByteSet,
    stats: Vec<(u64, Distinct)>,
    cut: bool,
}

impl FieldStats {
    fn place<'f>(fields: &'f mut Fields, key: &[u8]) -> Option<&'f mut (u64, Distinct)> {
        let Some(place) = fields.keys.find_or_insert(key, |length| length < MOST_FIELDS) else {
            fields.cut = true;
            return None;
        };
        if place >= fields.stats.len() {
            fields.stats.resize_with(place + 1, Default::default);
        }
        fields.stats.get_mut(place)
    }
}

impl Aggregation for FieldStats {
    type State = Fields;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        let kind = event.get(self.kind);
        let length = kind.map_or(u32::MAX, |kind| u32::try_from(kind.len()).unwrap_or(u32::MAX - 1));
        let mut key = length.to_le_bytes().to_vec();
        key.extend_from_slice(kind.unwrap_or("").as_bytes());
        let prefix = key.len();
        event.for_each(&mut |name, value| {
            key.truncate(prefix);
            key.extend_from_slice(name.as_bytes());
            if let Some((count, distinct)) = Self::place(state, &key) {
                *count += 1;
                distinct.add(value.as_bytes(), EXACT);
            }
        });
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.cut |= later.cut;
        for (key, (later_count, later_distinct)) in later.keys.iter().zip(later.stats) {
            if let Some((count, distinct)) = Self::place(state, key) {
                *count += later_count;
                distinct.merge(later_distinct, EXACT);
            }
        }
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        if state.cut || (state.stats.len() > self.limit && !self.limit_given) {
            let limit = self.limit;
            context.warn(
                codes::LIMIT_REACHED,
                format!("fieldstats() kept the first {limit} fields; give limit= for more (at most 10000)"),
            );
        }
        let rows = state.keys.iter().zip(state.stats).take(self.limit).map(|(key, (count, distinct))| {
            let (kind, name) = split(key);
            let mut row = Row::new();
            if let Some(kind) = kind {
                row.push("#type".into(), kind);
            }
            row.push("field".into(), name);
            row.push("_count".into(), &count.to_string());
            row.push("distinct".into(), &distinct.count(EXACT).to_string());
            row
        });
        rows.collect()
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}

fn split(key: &[u8]) -> (Option<&str>, &str) {
    let text = |bytes| std::str::from_utf8(bytes).unwrap_or("");
    let Some((length, rest)) = key.split_first_chunk::<4>() else { return (None, "") };
    match u32::from_le_bytes(*length) {
        u32::MAX => (None, text(rest)),
        length => match rest.split_at_checked(length as usize) {
            Some((kind, name)) => (Some(text(kind)), text(name)),
            None => (None, text(rest)),
        },
    }
}
