//! The Linux audit log. Its lines are joined and get Falcon's names where they are read; here single ones in wrappers are.

use bumpalo::Bump;

use super::{Role, Source, host, text};
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
        let field = |name, inputs| DerivedField { name, inputs, replaces: false, constant: None, verbatim: false };
        let fields = vec![field("@timestamp", vec![RAW]), field("aid", vec!["ComputerName", "node"])];
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
