//! The record that a text inside another record stands for: the original line that a collector or a database has kept.

use bumpalo::Bump;

use super::member::{self, decode, with_epoch};
use super::{auditd, windows};
use crate::event::Record;
use crate::value::json;

/// The names under which records of any kind have their time.
const TIMES: &[&str] =
    &["@timestamp", "timestamp", "TimeCreated", "eventTime", "ts", "ContextTimeStamp", "UTCTimestamp"];

/// The record of a text: JSON, a Windows event as XML, a record of the Linux audit log, else plain
/// text. `around`: fields of the wrapper that it gets where it has none of that name; a time, in any form, under
/// `@timestamp`, where it has none at all. Plain text gets them all.
pub fn record<'c>(text: &'c str, around: &[(&'c str, &'c str)], arena: &'c Bump) -> Record<'c> {
    let trimmed = text.trim();
    let inner = if json::is_object(trimmed) { Some(Record::Json(trimmed)) } else { None };
    let inner = inner.or_else(|| windows::xml::record(text, arena)).or_else(|| auditd::record(trimmed, arena));
    let Some(inner) = inner else {
        let mut fields = member::Fields::new_in(arena);
        fields.extend(around.iter().map(|field| with_epoch(*field, arena)));
        return member::record(fields, Some(text));
    };
    if around.is_empty() {
        return inner;
    }
    match decode(&inner, arena) {
        Err(_) => inner,
        Ok((mut fields, raw)) => {
            let own = fields.len();
            for field in around {
                let has = |name: &str| fields.iter().take(own).any(|(known, _)| *known == name);
                let is_there = match field.0 {
                    "@timestamp" => TIMES.iter().any(|name| has(name)),
                    name => has(name),
                };
                if !is_there {
                    fields.push(with_epoch(*field, arena));
                }
            }
            member::record(fields, raw)
        }
    }
}
