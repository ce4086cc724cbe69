//! Documents of Winlogbeat and its kin: the event's data under `winlog.event_data.`, the rest of it under `winlog.`.

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::{Role, Source, member};
use crate::event::Record;

pub(super) static SOURCE: Source = Source {
    name: "winlogbeat",
    summary: "Winlogbeat documents",
    recognise: |sample| sample.has("winlog.event_id") || sample.has_beginning("winlog.event_data."),
    role: Role::Wrapper { unwrap, verbatim: true },
};

/// Names of the system's facts, here and in the event itself.
const NAMES: &[(&str, &str)] = &[
    ("event_id", "EventID"),
    ("channel", "Channel"),
    ("provider_name", "Provider_Name"),
    ("provider_guid", "Provider_Guid"),
    ("computer_name", "Computer"),
    ("record_id", "EventRecordID"),
    ("process.pid", "Execution_ProcessID"),
    ("process.thread.id", "Execution_ThreadID"),
    ("user.identifier", "Security_UserID"),
    ("task", "Task"),
    ("opcode", "Opcode"),
    ("version", "Version"),
    ("activity_id", "Correlation_ActivityID"),
];

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let (fields, raw) = member::decode(&record, arena)?;
    let mut kept = ArenaVec::with_capacity_in(fields.len(), arena);
    for (name, value) in &fields {
        let data = name.strip_prefix("winlog.event_data.").or_else(|| name.strip_prefix("winlog.user_data."));
        let system = name.strip_prefix("winlog.").and_then(|system| NAMES.iter().find(|(known, _)| *known == system));
        kept.push((data.or(system.map(|(_, name)| *name)).unwrap_or(name), *value));
    }
    // Older versions have `event.code` alone.
    if member::value(&kept, "EventID").is_none() {
        kept.extend(member::value(&fields, "event.code").map(|code| ("EventID", code)));
    }
    Ok(member::record(kept, raw))
}
