//! What queries found, as rows for the output formats and as JSON.

use serde_json::{Map, Value, json as value};

use super::Found;
use crate::event::Row;

/// A row for each query: how often, when, what most.
pub fn by_query(all: &[Found]) -> Vec<Row> {
    let row = |found: &Found| {
        let mut row = Row::new();
        row.push("query".into(), &found.query);
        if let Some(failure) = &found.failure {
            row.push("failure".into(), failure);
            return row;
        }
        let dated: Vec<(&String, u64)> =
            found.days.iter().filter(|(day, _)| !day.is_empty()).map(|(day, hits)| (day, *hits)).collect();
        row.push("hits".into(), &found.hits.to_string());
        row.push("days".into(), &dated.len().to_string());
        // Empty ones keep the columns in their order.
        let name = |dated: Option<&(&String, u64)>| dated.map_or_else(String::new, |(day, _)| (*day).clone());
        row.push("first".into(), &name(dated.first()));
        row.push("last".into(), &name(dated.last()));
        // Of equally busy days the first.
        let busiest = dated.iter().rev().max_by_key(|(_, hits)| *hits);
        row.push("busiest".into(), &busiest.map_or_else(String::new, |(day, hits)| format!("{day} ({hits})")));
        row.push("ms".into(), &format!("{:.1}", found.time.as_secs_f64() * 1000.0));
        for (field, values) in &found.noisiest {
            let values: Vec<String> = values.iter().map(|(value, hits)| format!("{value} ({hits})")).collect();
            row.push(field.as_str().into(), &values.join(", "));
        }
        row
    };
    all.iter().map(row).collect()
}

/// A row for each query and day; one without hits for a query that found nothing, and one without a number for a query that
/// failed.
pub fn by_day(all: &[Found]) -> Vec<Row> {
    let row = |query: &str, day: &str, hits: u64| -> Row {
        [("query", query.to_owned()), ("day", day.to_owned()), ("hits", hits.to_string())].into_iter().collect()
    };
    let rows = |found: &Found| -> Vec<Row> {
        if let Some(failure) = &found.failure {
            return vec![[("query", found.query.as_str()), ("failure", failure.as_str())].into_iter().collect()];
        }
        if found.days.is_empty() {
            return vec![row(&found.query, "", 0)];
        }
        found.days.iter().map(|(day, hits)| row(&found.query, day, *hits)).collect()
    };
    all.iter().flat_map(rows).collect()
}

/// Everything, as one JSON document.
pub fn json(all: &[Found]) -> Value {
    let query = |found: &Found| {
        let noisiest: Map<String, Value> = found
            .noisiest
            .iter()
            .map(|(field, values)| {
                let values = values.iter().map(|(text, hits)| value!({"value": text, "hits": hits}));
                (field.clone(), values.collect())
            })
            .collect();
        let undated = found.days.get("").copied().unwrap_or(0);
        let days: Map<String, Value> = found
            .days
            .iter()
            .filter(|(day, _)| !day.is_empty())
            .map(|(day, hits)| (day.clone(), (*hits).into()))
            .collect();
        value!({
            "query": found.query,
            "hits": found.hits,
            "days": days,
            "undated": undated,
            "noisiest": noisiest,
            "seconds": found.time.as_secs_f64(),
            "ran_apart": found.ran_apart,
            "warnings": found.warnings,
            "failure": found.failure,
            "partial": found.stopped.is_some(),
        })
    };
    value!({
        "events": all.iter().map(|found| found.events).max().unwrap_or(0),
        "queries": all.iter().map(query).collect::<Vec<_>>(),
    })
}
