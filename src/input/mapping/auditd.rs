//! The Linux audit log. Its lines are joined and get Falcon's names where they are read; here single ones in wrappers are.

use bumpalo::Bump;

use super::{MappingRow, Role, Source, host, text};
use crate::event::Record;
use crate::event::mapping::{DerivedField, Mapping, RAW};
use crate::input::auditd;

pub(super) static SOURCE: Source = Source {
    name: "auditd",
    summary: "Linux audit log, its records joined, with Falcon's names on top",
    recognise: |sample| sample.get("event_platform") == Some("Lin") && sample.has("type") && !sample.has("@rawstring"),
    // The events have their names and times; other lines in the same log, and records without a year, need a time.
    role: Role::Vocabulary(|surroundings| Box::new(Auditd::new(surroundings.written))),
};

/// The event that one line is; `None` when it is no record of the audit log.
pub(super) fn record<'c>(line: &'c str, arena: &'c Bump) -> Option<Record<'c>> {
    if !auditd::is_audit_line(line) {
        return None;
    }
    let event = auditd::events(&[line], arena).into_iter().find(|event| event.bad.is_none())?;
    Some(Record::Fields { fields: event.fields, raw: Some(event.raw) })
}

/// What the joined events lack.
#[derive(Debug)]
struct Auditd {
    fields: Vec<DerivedField>,
    written: i64,
}

impl Auditd {
    fn new(written: Option<i64>) -> Self {
        let fields =
            vec![DerivedField::new("@timestamp", vec![RAW]), DerivedField::new("aid", vec!["ComputerName", "node"])];
        Self { fields, written: written.unwrap_or(0) }
    }
}

impl Mapping for Auditd {
    fn name(&self) -> &str {
        SOURCE.name
    }

    fn fields(&self) -> &[DerivedField] {
        &self.fields
    }

    fn derive<'e>(&'e self, field: usize, inputs: &[Option<&'e str>], arena: &'e Bump) -> Option<&'e str> {
        let input = inputs.iter().copied().flatten().next()?;
        if field == 0 { text::time_of(input, self.written, arena) } else { host::id(input, arena) }
    }
}

/// What the decoder of the log makes of its records: events, field, what it is made from, the values that can come out.
const DECODED: &[(&str, &str, &[&str], &str)] = &[
    ("all", "event_platform", &[], "Lin"),
    ("all", "ComputerName", &["node"], "or the host of the syslog header"),
    ("execve, execveat", "#event_simpleName", &["success"], "ProcessRollup2, unless it failed"),
    ("execve, execveat", "ImageFileName", &["exe", "PATH.name", "CWD.cwd"], ""),
    ("execve, execveat", "FileName", &["exe", "PATH.name"], ""),
    ("execve, execveat", "FilePath", &["exe", "PATH.name"], ""),
    ("execve, execveat", "CommandLine", &["EXECVE.a0", "EXECVE.a1", "proctitle"], "arguments with blanks are quoted"),
    ("execve, execveat", "RawProcessId", &["pid"], ""),
    ("execve, execveat", "TargetProcessId", &["pid"], ""),
    ("execve, execveat", "ParentProcessId", &["ppid"], ""),
    ("execve, execveat", "UID", &["uid"], ""),
    ("execve, execveat", "SVUID", &["suid"], ""),
    ("execve, execveat", "GID", &["gid"], ""),
    ("execve, execveat", "SVGID", &["sgid"], ""),
    ("execve, execveat", "UserName", &["UID", "user", "uid"], "enriched logs name the user; root is uid 0"),
    (
        "connect, accept",
        "#event_simpleName",
        &["saddr"],
        "NetworkConnectIP4, NetworkConnectIP6, NetworkReceiveAcceptIP4, NetworkReceiveAcceptIP6",
    ),
    ("connect, accept", "RemoteAddressIP4", &["saddr"], ""),
    ("connect, accept", "RemoteAddressIP6", &["saddr"], ""),
    ("connect, accept", "RemotePort", &["saddr"], ""),
    ("connect, accept", "ContextBaseFileName", &["exe", "comm"], ""),
    ("USER_LOGIN, USER_START, USER_AUTH", "#event_simpleName", &["res"], "UserLogon, UserLogonFailed2"),
    ("USER_LOGIN, USER_START, USER_AUTH", "UserName", &["acct", "id"], ""),
    ("USER_LOGIN, USER_START, USER_AUTH", "RemoteAddressIP4", &["addr"], ""),
    ("USER_LOGOUT, USER_END", "#event_simpleName", &[], "UserLogoff"),
    ("USER_CMD", "CommandLine", &["cmd"], ""),
    ("SERVICE_START", "#event_simpleName", &[], "ServiceStarted"),
    ("SERVICE_START", "ServiceDisplayName", &["unit"], ""),
];

/// [`DECODED`] as rows of the table.
pub(super) fn table() -> Vec<MappingRow> {
    let row = |(events, field, from, values): &(&str, &'static str, &[&'static str], &'static str)| MappingRow {
        events: (*events).to_owned(),
        field,
        from: from.to_vec(),
        value: from.is_empty().then_some(*values),
        values: if from.is_empty() { "" } else { values },
    };
    DECODED.iter().map(row).collect()
}
