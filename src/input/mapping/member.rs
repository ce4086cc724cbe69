//! What wrappers have in common: the record inside is an object in a member of theirs, or the text of one.

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;
use serde_json::value::RawValue;

use super::{auditd, windows};
use crate::event::Record;
use crate::value::{json, time};

/// Names and values in order.
pub type Fields<'c> = ArenaVec<'c, (&'c str, &'c str)>;

/// The object in a member of a JSON record, as it stands.
pub fn object<'c>(record: Record<'c>, name: &str) -> Result<Record<'c>, String> {
    let Record::Json(text) = record else { return Ok(record) };
    let members: std::collections::HashMap<std::borrow::Cow<'c, str>, &'c RawValue> =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    match members.get(name).map(|inner| inner.get()) {
        Some(inner) if inner.starts_with('{') => Ok(Record::Json(inner)),
        // A record without it is one of another kind, which can be read as it is.
        _ => Ok(record),
    }
}

/// The fields of a record, and its text.
pub fn decode<'c>(record: &Record<'c>, arena: &'c Bump) -> Result<(Fields<'c>, Option<&'c str>), String> {
    let mut fields = ArenaVec::new_in(arena);
    record.for_each(arena, &mut |name, value| fields.push((name, value))).map_err(|invalid| invalid.to_string())?;
    Ok((fields, record.raw()))
}

/// The value of a field.
pub fn value<'c>(fields: &[(&'c str, &'c str)], name: &str) -> Option<&'c str> {
    fields.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// Fields as a record.
pub fn record<'c>(fields: Fields<'c>, raw: Option<&'c str>) -> Record<'c> {
    Record::Fields { fields: fields.into_bump_slice(), raw }
}

/// The names under which records of any kind have their time.
const TIMES: &[&str] =
    &["@timestamp", "timestamp", "TimeCreated", "eventTime", "ts", "ContextTimeStamp", "UTCTimestamp"];

/// The record that a text in a wrapper stands for: JSON, a Windows event as XML, a record of the Linux audit log, else plain
/// text. `around`: fields of the wrapper that it gets where it has none of that name; a time, in any form, under
/// `@timestamp`, where it has none at all. Plain text gets them all.
pub fn text<'c>(text: &'c str, around: &[(&'c str, &'c str)], arena: &'c Bump) -> Record<'c> {
    let trimmed = text.trim();
    let inner = if json::is_object(trimmed) { Some(Record::Json(trimmed)) } else { None };
    let inner = inner.or_else(|| windows::xml::record(text, arena)).or_else(|| auditd::record(trimmed, arena));
    let Some(inner) = inner else {
        let mut fields = ArenaVec::new_in(arena);
        fields.extend(around.iter().map(|field| with_epoch(*field, arena)));
        return record(fields, Some(text));
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
            record(fields, raw)
        }
    }
}

/// A field as it is; `@timestamp` as epoch milliseconds.
pub fn with_epoch<'c>((name, value): (&'c str, &'c str), arena: &'c Bump) -> (&'c str, &'c str) {
    match time::event_time(value).filter(|_| name == "@timestamp") {
        Some(millis) => (name, arena.alloc_str(&millis.to_string())),
        None => (name, value),
    }
}
