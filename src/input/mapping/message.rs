//! The record that a text inside another record stands for: the original line that a collector or a database has kept.

use bumpalo::Bump;

use super::member::{self, decode, with_epoch};
use super::{auditd, windows};
use crate::event::Record;
use crate::value::json;

/// The names under which records of any kind have their time.
const TIMES: &[&str] =
    &["@timestamp", "timestamp", "TimeCreated", "eventTime", "ts", "ContextTimeStamp", "UTCTimestamp"];

/// The record of a text that has a form of its own: JSON, a Windows event as XML, a record of the Linux audit log.
pub fn structured<'c>(text: &'c str, arena: &'c Bump) -> Option<Record<'c>> {
    let trimmed = text.trim();
    if json::is_object(trimmed) {
        return Some(Record::Json(trimmed));
    }
    windows::xml::record(text, arena).or_else(|| auditd::record(trimmed, arena))
}

/// The record of a text. `around`: fields of the wrapper that it gets where it has none of that name; a time, in any form,
/// under `@timestamp`, where it has none at all. Plain text gets them all.
pub fn record<'c>(text: &'c str, around: &[(&'c str, &'c str)], arena: &'c Bump) -> Record<'c> {
    let Some(inner) = structured(text, arena) else {
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
