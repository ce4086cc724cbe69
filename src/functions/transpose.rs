//! `transpose()`: Turns the rows so far into columns.

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use std::collections::BTreeMap;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "transpose",
    summary: "Turns the rows so far into columns.",
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
        "Only the first limit input events are used (default 5, maximum 1000); more are left out. [undocumented] whether a warning is given.",
        "header=f: the values of f become the column names instead of row[N], and f gets no output event of its own.",
        "column=name changes the name of the field that holds the field names [inferred from the default]. pivot=f is described as using f as both header and column.",
        "[figures] Output events are sorted by field name (_count before loglevel; _max, actor.user.id, type).",
        "Works per group inside groupBy: groupBy(@id, function=transpose()) gives rows with @id, column, row[1].",
        "An input event lacking a field has no value in that column for it [inferred].",
        "Use | drop(column) to remove the name column afterwards.",
        "[undocumented] Duplicate or missing header values.",
    ],
    examples: &[
        Example {
            query: r#"select([a, b]) | transpose()"#,
            input: r#"{"a":"1","b":"2"}
{"a":"3","b":"4"}"#,
            output: r#"{"column":"a","row[1]":"1","row[2]":"3"}
{"column":"b","row[1]":"2","row[2]":"4"}"#,
        },
        Example {
            query: r#"groupBy(level) | transpose(header=level)"#,
            input: r#"{"level":"ERROR"}
{"level":"INFO"}
{"level":"ERROR"}"#,
            output: r#"{"column":"_count","ERROR":"2","INFO":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let pivot = build.optional_text("pivot");
    let column = build.optional_text("column").or_else(|| pivot.clone()).unwrap_or_else(|| "column".to_owned());
    build.named(&column);
    Ok(Executable::Aggregate(Box::new(Transpose {
        limit: build.limit("limit")?,
        header: build.optional_text("header").or(pivot),
        column,
    })))
}

struct Transpose {
    limit: usize,
    header: Option<String>,
    column: String,
}

impl Aggregation for Transpose {
    /// The first rows.
    type State = Vec<Row>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if state.len() < self.limit {
            state.push(event.to_row());
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        let room = self.limit.saturating_sub(state.len());
        state.extend(later.into_iter().take(room));
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        // Sorted by field name, as the page's tables are.
        let mut columns: BTreeMap<&str, Row> = BTreeMap::new();
        for (place, row) in state.iter().enumerate() {
            let title = match &self.header {
                Some(header) => row.get(header).map(str::to_owned),
                None => None,
            };
            let title = title.unwrap_or_else(|| format!("row[{}]", place + 1));
            for (name, value) in row.iter().filter(|(name, _)| Some(name.as_ref()) != self.header.as_deref()) {
                let column = columns.entry(name).or_insert_with(|| {
                    let mut row = Row::new();
                    row.push(self.column.as_str().into(), name);
                    row
                });
                column.set(title.as_str().into(), value);
            }
        }
        columns.into_values().collect()
    }

    fn keeps(&self) -> Option<(usize, &'static str)> {
        Some((self.limit, "events"))
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}
