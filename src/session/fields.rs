//! The fields of the loaded events as rows: name, how many events have them, different values, kind, samples.

use super::summary::{FieldSummary, Summary};
use super::words::{beginning, grouped};
use super::{Host, Session};
use crate::event::Row;

/// Samples of a field, at most.
const SAMPLES: usize = 3;
/// Characters of a sample.
const SAMPLE: usize = 40;

/// The fields of all events, and how many events there are; `None` when it was stopped. The number of different values is
/// exact up to a thousand, and an estimate within some percent above.
pub fn all(session: &Session, host: &dyn Host) -> Option<(Vec<Row>, u64)> {
    let summary = session.sum_up(host)?;
    Some((rows(&summary, "", &|distinct, _| distinct.to_string()), summary.events))
}

/// The names of the fields of all events; `None` when it was stopped.
pub fn names(session: &Session, host: &dyn Host) -> Option<Vec<String>> {
    Some(session.sum_up(host)?.fields.iter().map(|field| field.name.to_string()).collect())
}

/// The fields whose name holds a text, in any case, sorted by name, for people: estimates are marked.
pub(super) fn for_people(summary: &Summary, wanted: &str) -> Vec<Row> {
    rows(summary, wanted, &|distinct, exact| format!("{}{}", if exact { "" } else { "~" }, grouped(distinct)))
}

/// `distinct` writes the number of different values, which may be an estimate.
fn rows(summary: &Summary, wanted: &str, distinct: &dyn Fn(u64, bool) -> String) -> Vec<Row> {
    let wanted = wanted.to_lowercase();
    let mut fields: Vec<_> =
        summary.fields.iter().filter(|field| field.name.to_lowercase().contains(&wanted)).collect();
    fields.sort_by(|a, b| a.name.cmp(&b.name));
    fields.into_iter().map(|field| row(field, distinct)).collect()
}

fn row(field: &FieldSummary, distinct: &dyn Fn(u64, bool) -> String) -> Row {
    let (values, exact) = field.distinct.count();
    let columns = [
        ("name", field.name.to_string()),
        ("count", field.events.to_string()),
        ("distinct", distinct(values, exact)),
        ("kind", field.kind.name().to_owned()),
        ("samples", samples(field)),
    ];
    columns.into_iter().collect()
}

/// The first different values; a long one only when there are no short ones.
fn samples(field: &FieldSummary) -> String {
    let values: Vec<String> = field.values.iter().take(SAMPLES).map(|value| beginning(value, SAMPLE)).collect();
    match values.is_empty() {
        true => beginning(&field.example, 2 * SAMPLE),
        false => values.join(", "),
    }
}
