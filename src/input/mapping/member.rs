//! What wrappers have in common: decoding themselves, and taking a record out of a member of theirs.

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;
use serde_json::value::RawValue;

use crate::event::Record;
use crate::value::time;

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

/// A field as it is; `@timestamp` as epoch milliseconds.
pub fn with_epoch<'c>((name, value): (&'c str, &'c str), arena: &'c Bump) -> (&'c str, &'c str) {
    match time::event_time(value).filter(|_| name == "@timestamp") {
        Some(millis) => (name, arena.alloc_str(&millis.to_string())),
        None => (name, value),
    }
}
