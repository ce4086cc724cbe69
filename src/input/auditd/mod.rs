//! Events of the Linux audit system: auditd's own log, its lines inside syslog, and the merged lines of AUOMS.
//!
//! An event is written as several records, one a line, that share node, time and serial number. Each event becomes one
//! list of fields: first the names that Falcon gives to such events, so that a query written for them finds these too,
//! then what the records say under auditd's own names.

mod arguments;
mod calendar;
mod decode;
mod event;
mod falcon;
mod fields;
mod group;
mod header;
mod lexer;
mod line;
mod logon;
mod network;
mod own;
mod process;
mod record;
mod socket;
mod syscalls;
#[cfg(test)]
mod tests;
mod types;

use bumpalo::Bump;

/// What the records of one event have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Identity<'a> {
    /// The machine: `node=`, else the host of the syslog header, else empty.
    pub(super) node: &'a str,
    /// Seconds since 1970. A record that systemd's journal passed on has no time of its own: a number made from the
    /// time in its header.
    pub(super) seconds: u64,
    /// Milliseconds of that second; 0 for a record of the journal.
    pub(super) millis: u32,
    /// The serial number; 0 for a record of the journal.
    pub(super) serial: u64,
}

/// Why a line is in no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reason {
    /// Nothing but blanks.
    Blank,
    /// What `ausearch` writes between events: `----`, `time->...`.
    Separator,
    /// A record whose time and serial number cannot be read.
    Stamp,
    /// Anything else.
    NoRecord,
}

/// One event, or one line that belongs to none.
#[derive(Clone, Copy, Debug)]
pub(super) struct AuditEvent<'a> {
    /// Names and values; no name occurs twice. Empty for a line that is no record.
    pub(super) fields: &'a [(&'a str, &'a str)],
    /// The lines, joined by line feeds.
    pub(super) raw: &'a str,
    /// Index of the first of them.
    pub(super) first: usize,
    /// Why the line is no record; `None` for an event.
    pub(super) bad: Option<Reason>,
}

impl AuditEvent<'_> {
    /// Whether the line only stands between events.
    pub(super) fn is_separator(&self) -> bool {
        matches!(self.bad, Some(Reason::Blank | Reason::Separator))
    }
}

/// Whether a line is an audit record in one of the known forms.
pub(super) fn is_audit_line(line: &str) -> bool {
    line::parse(line).is_ok()
}

/// What tells which event a line belongs to; `None` when it is no audit record.
///
/// Lines of one event always have the same identity. Records of the journal, which carry no serial number, have the
/// same identity within a second, so that cutting where it changes never divides an event.
pub(super) fn identity(line: &str) -> Option<Identity<'_>> {
    line::parse(line).ok().map(|line| line.identity())
}

/// The events of some lines in the order of their first records, and in between the lines that are no records.
pub(super) fn events<'a>(lines: &[&'a str], arena: &'a Bump) -> Vec<AuditEvent<'a>> {
    let mut scratch = fields::Names::default();
    let slots = group::group(lines);
    let mut out = Vec::with_capacity(slots.len());
    for slot in slots {
        out.push(match slot {
            group::Slot::Bad { index, reason } => AuditEvent {
                fields: &[],
                raw: lines.get(index).copied().unwrap_or_default(),
                first: index,
                bad: Some(reason),
            },
            group::Slot::Event(members) => {
                let first = members.first().map_or(0, |(index, _)| *index);
                let raw = joined(lines, &members, arena);
                let event = event::Event::read(members, arena);
                AuditEvent { fields: event.fields(&mut scratch, arena), raw, first, bad: None }
            }
        });
    }
    out
}

/// The lines of an event as one text.
fn joined<'a>(lines: &[&'a str], members: &[(usize, line::Line<'a>)], arena: &'a Bump) -> &'a str {
    let text = |index: &usize| lines.get(*index).copied().unwrap_or_default();
    if let [(index, _)] = members {
        return text(index);
    }
    let length = members.iter().map(|(index, _)| text(index).len() + 1).sum();
    let mut raw = bumpalo::collections::String::with_capacity_in(length, arena);
    for (position, (index, _)) in members.iter().enumerate() {
        if position > 0 {
            raw.push('\n');
        }
        raw.push_str(text(index));
    }
    raw.into_bump_str()
}
