//! A report as one JSON object, for other programs.

use serde_json::{Value, json};

use crate::testing::compare::Change;
use crate::testing::coverage;
use crate::testing::suite::{CaseReport, Report};

/// Writes a report.
pub fn write(report: &Report, _color: bool) -> String {
    let cases: Vec<Value> = report.cases.iter().map(case).collect();
    let mut value = json!({
        "passed": report.passed(),
        "failed": report.failed(),
        "seconds": report.time.as_secs_f64(),
        "cases": cases,
    });
    if let (Some(coverage), Some(object)) = (&report.coverage, value.as_object_mut()) {
        object.insert("coverage".to_owned(), coverage::json(coverage));
    }
    format!("{value}\n")
}

fn case(case: &CaseReport) -> Value {
    let mut value = json!({
        "file": case.file.display().to_string(),
        "line": case.line,
        "name": case.name,
        "passed": case.failure.is_none(),
        "rows": case.answer.as_ref().map_or(Value::Null, |rows| rows.len().into()),
        "seconds": case.time.as_secs_f64(),
    });
    if let (Some(failure), Some(object)) = (&case.failure, value.as_object_mut()) {
        object.insert("kind".to_owned(), failure.kind.name().into());
        object.insert("message".to_owned(), failure.message.clone().into());
        object.insert("changes".to_owned(), failure.changes.iter().map(change).collect());
    }
    value
}

fn change(change: &Change) -> Value {
    match change {
        Change::Same(rows) => json!({"change": "same", "rows": rows}),
        Change::More(rows) => json!({"change": "more", "rows": rows}),
        Change::Missing { expected, row } => {
            json!({"change": "missing", "expected": expected + 1, "row": row_value(row)})
        }
        Change::Extra { found, row } => json!({"change": "extra", "found": found + 1, "row": row_value(row)}),
        Change::Differs { expected, found, fields, same } => {
            let fields: Vec<Value> = fields
                .iter()
                .map(|field| json!({"name": field.name, "expected": field.expected, "found": field.found}))
                .collect();
            json!({"change": "differs", "expected": expected + 1, "found": found + 1, "fields": fields, "same": same})
        }
    }
}

fn row_value(row: &str) -> Value {
    serde_json::from_str(row).unwrap_or_else(|_| row.into())
}
