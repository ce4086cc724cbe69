//! `transpose()`: Turns rows into columns: each field becomes a row with its values in the first rows.

use super::sort::warn_cut;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount};
use crate::symbol::FieldName;
use hashbrown::HashSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "transpose",
    summary: "Turns rows into columns: each field becomes a row with its values in the first rows.",
    page: "functions-transpose.html",
    parameters: &[
        Parameter { default: Some("column"), ..Parameter::new("column", Kind::Field) },
        Parameter::new("header", Kind::Field),
        Parameter { default: Some("5"), min: Some(1), max: Some(1_000), ..Parameter::new("limit", Kind::Integer) },
        Parameter { unnamed: true, ..Parameter::new("pivot", Kind::Field) },
    ],
    output: &["column", "row[1], row[2], ... (or names taken from the header field)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Turns the rows so far into columns: one output event for each field name of the input; field column holds that name, row[1], row[2] ... hold the values of the first, second ... input event.",
        "Only the first limit input events are used (default 5, maximum 1000); more are left out. [undocumented] whether a warning is given; here one is when no limit is given.",
        "header=f: the values of f become the column names instead of row[N], and f gets no output event of its own.",
        "column=name changes the name of the field that holds the field names [inferred from the default]. pivot=f is described as using f as both header and column.",
        "[figures] Output events are sorted by field name (_count before loglevel; _max, actor.user.id, type).",
        "Works per group inside groupBy: groupBy(@id, function=transpose()) gives rows with @id, column, row[1].",
        "An input event lacking a field has no value in that column for it [inferred].",
        "Use | drop(column) to remove the name column afterwards.",
        "[undocumented] Duplicate or missing header values; here those columns are called row[N].",
    ],
    examples: &[
        Example {
            query: r#"groupBy(k, function=[count(), max(n)]) | transpose()"#,
            input: r#"{"k":"a","n":"1"}
{"k":"b","n":"5"}
{"k":"a"}"#,
            output: r#"{"column":"_count","row[1]":"2","row[2]":"1"}
{"column":"_max","row[1]":"1","row[2]":"5"}
{"column":"k","row[1]":"a","row[2]":"b"}"#,
        },
        Example {
            query: r#"sort(n) | transpose(header=name, column=field, limit=2)"#,
            input: r#"{"name":"x","n":"1"}
{"name":"y","n":"3"}
{"name":"z","n":"2"}"#,
            output: r#"{"field":"n","y":"3","z":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let pivot = build.optional_field("pivot").map(|target| target.name);
    let header = build.optional_field("header").map(|target| target.name).or_else(|| pivot.clone());
    let column = match pivot.filter(|_| !build.has("column")) {
        Some(pivot) => pivot,
        None => build.field("column")?.name,
    };
    let limit = build.limit("limit")?;
    let limit_given = build.has("limit");
    Ok(Executable::Aggregate(Box::new(Transpose { column: column.into(), header, limit, limit_given })))
}

struct Transpose {
    /// The field for the names of fields.
    column: FieldName,
    /// The field whose values name the columns.
    header: Option<String>,
    limit: usize,
    limit_given: bool,
}

/// The first rows.
#[derive(Default, Serialize, Deserialize)]
struct First {
    rows: Vec<Row>,
    /// Whether there were more.
    cut: bool,
}

impl Transpose {
    /// A name for each column: what the header field says, else its number. A name that is taken goes by number too,
    /// so that no value is lost.
    fn names(&self, rows: &[Row]) -> Vec<FieldName> {
        let mut taken: HashSet<FieldName> = HashSet::from([self.column.clone()]);
        let names = rows.iter().enumerate().map(|(place, row)| {
            let wanted = self.header.as_ref().and_then(|header| row.get(header)).map(FieldName::from);
            match wanted.filter(|name| !taken.contains(name)) {
                Some(name) => {
                    taken.insert(name.clone());
                    name
                }
                None => format!("row[{}]", place + 1).into(),
            }
        });
        names.collect()
    }
}

impl Aggregation for Transpose {
    type State = First;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if state.rows.len() < self.limit {
            let row = event.to_row();
            if !event.is_damaged() {
                state.rows.push(row);
            }
        } else {
            state.cut = true;
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        let room = self.limit.saturating_sub(state.rows.len());
        state.cut |= later.cut || later.rows.len() > room;
        state.rows.extend(later.rows.into_iter().take(room));
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        if state.cut && !self.limit_given {
            warn_cut("transpose", self.limit, "rows", context);
        }
        let names = self.names(&state.rows);
        let mut columns: BTreeMap<&FieldName, Row> = BTreeMap::new();
        for (row, column) in state.rows.iter().zip(&names) {
            for (name, value) in row.iter().filter(|(name, _)| self.header.as_deref() != Some(name)) {
                let values = columns.entry(name);
                values
                    .or_insert_with(|| [(self.column.clone(), name)].into_iter().collect())
                    .push(column.clone(), value);
            }
        }
        columns.into_values().collect()
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}
