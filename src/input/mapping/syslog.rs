//! Syslog: lines whose message is a record of its own kind (JSON, a Windows event as XML, a record of the audit log), and
//! Azure's table of syslog messages, with the message in `SyslogMessage`. Plain messages are plain text.

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::{Role, Source, auditd, member, message, windows};
use crate::event::Record;
use crate::value::json;

pub(super) static SOURCE: Source = Source {
    name: "syslog",
    summary: "syslog lines or Azure's syslog table, with records in their messages",
    recognise: |sample| match sample.get("SyslogMessage") {
        Some(_) => sample.has_one(&["Facility", "SyslogFacility", "SeverityLevel"]),
        None => sample.text().is_some_and(|text| {
            let arena = Bump::new();
            !text.starts_with('{') && (payload(text).is_some() || windows::xml::record(text, &arena).is_some())
        }),
    },
    role: Role::Wrapper { unwrap, verbatim: false },
};

/// The JSON object at the end of a line.
fn payload(text: &str) -> Option<&str> {
    let object = text.get(text.find(" {")? + 1..)?;
    json::is_object(object).then_some(object)
}

/// Facts around the message and the names that Falcon has for them.
const AROUND: &[(&str, &str)] = &[
    ("EventTime", "@timestamp"),
    ("TimeGenerated", "@timestamp"),
    ("HostName", "ComputerName"),
    ("Computer", "ComputerName"),
];

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let (fields, raw) = member::decode(&record, arena)?;
    if let Some(message) = member::value(&fields, "SyslogMessage") {
        let mut around: ArenaVec<'c, (&'c str, &'c str)> = ArenaVec::new_in(arena);
        for (from, to) in AROUND {
            if let Some(value) = member::value(&fields, from)
                && member::value(&around, to).is_none()
            {
                around.push((*to, value));
            }
        }
        return Ok(message::record(message, &around, arena));
    }
    let Some(line) = raw else { return Ok(record) };
    Ok(match payload(line) {
        Some(object) => Record::Json(object),
        None => windows::xml::record(line, arena).or_else(|| auditd::record(line, arena)).unwrap_or(record),
    })
}
