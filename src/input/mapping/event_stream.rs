//! Falcon's event streams (and the SIEM connector): `{"metadata":{...},"event":{...}}`. The event inside has no time of its
//! own; the wrapper has it.

use bumpalo::Bump;

use super::{Role, Source, member};
use crate::event::Record;

pub(super) static SOURCE: Source = Source {
    name: "event-stream",
    summary: "Falcon event streams: `event` beside `metadata`",
    recognise: |sample| sample.has("metadata.eventType") && sample.has_beginning("event."),
    role: Role::Wrapper { unwrap, verbatim: false },
};

/// Facts of the wrapper and the names that FDR has for them.
const AROUND: &[(&str, &str)] = &[
    ("metadata.eventCreationTime", "@timestamp"),
    ("metadata.eventType", "ExternalApiType"),
    ("metadata.customerIDString", "cid"),
];

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let (fields, raw) = member::decode(&record, arena)?;
    let mut kept = bumpalo::collections::Vec::with_capacity_in(fields.len(), arena);
    for (from, to) in AROUND {
        kept.extend(member::value(&fields, from).map(|value| member::with_epoch((to, value), arena)));
    }
    let of_event = fields.iter().filter_map(|(name, value)| Some((name.strip_prefix("event.")?, *value)));
    kept.extend(of_event);
    Ok(member::record(kept, raw))
}
