//! Exports of the old Falcon Event Search (Splunk, until 2024): Falcon's events whose numbers have `_decimal` behind their
//! names. CrowdStrike's own tutorial drops the endings to get LogScale's names (shapes of the input, section 4).

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::{Role, Source, member};
use crate::event::Record;

pub(super) static SOURCE: Source = Source {
    name: "event-search",
    summary: "exports of the old Falcon Event Search (`_decimal` names)",
    recognise: |sample| sample.has("event_simpleName") && sample.has_ending(DECIMAL),
    role: Role::Wrapper { unwrap, verbatim: true },
};

const DECIMAL: &str = "_decimal";

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let (mut fields, raw) = member::decode(&record, arena)?;
    let has_time = member::value(&fields, "timestamp").is_some();
    let mut kept = ArenaVec::with_capacity_in(fields.len(), arena);
    for (name, value) in fields.drain(..) {
        match (name, name.strip_suffix(DECIMAL)) {
            // Splunk's own time; LogScale's is `@timestamp`, which comes from the record's own where it has one.
            ("_time", _) if has_time => {}
            ("_time", _) => kept.insert(0, member::with_epoch(("@timestamp", value), arena)),
            (_, Some(short)) if !short.is_empty() => kept.push((short, value)),
            _ => kept.push((name, value)),
        }
    }
    Ok(member::record(kept, raw))
}
