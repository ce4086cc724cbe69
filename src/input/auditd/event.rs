//! One event: its records and what is looked for in them.

use bumpalo::Bump;

use super::arguments::{self, Argument};
use super::fields::{Fields, Names};
use super::line::Line;
use super::record::Record;
use super::syscalls::{self, Call};
use super::{falcon, own, types};

/// The records of one event.
pub(super) struct Event<'a> {
    /// In order; never empty.
    pub(super) records: Vec<Record<'a>>,
    /// The arguments of the program that was started, if they were recorded.
    pub(super) arguments: Vec<Argument<'a>>,
}

impl<'a> Event<'a> {
    /// Reads the records.
    pub(super) fn read(members: Vec<(usize, Line<'a>)>, arena: &'a Bump) -> Self {
        let records: Vec<_> = members.into_iter().map(|(_, line)| Record::read(line, arena)).collect();
        let arguments = arguments::collect(&records, arena);
        Self { records, arguments }
    }

    /// All fields: Falcon's, then auditd's own.
    pub(super) fn fields(&self, names: &mut Names<'a>, arena: &'a Bump) -> &'a [(&'a str, &'a str)] {
        let mut fields = Fields::new(names, arena);
        falcon::describe(self, &mut fields);
        own::describe(self, &mut fields);
        fields.finish()
    }

    /// The first record of a type.
    pub(super) fn find(&self, kind: &str) -> Option<&Record<'a>> {
        self.records.iter().find(|record| record.line.kind == kind)
    }

    /// The record of the system call: one of its own, or a merged one.
    pub(super) fn call_record(&self) -> Option<&Record<'a>> {
        self.find("SYSCALL").or_else(|| self.records.iter().find(|record| record.is_merged()))
    }

    /// The system call.
    pub(super) fn call(&self) -> Option<Call> {
        self.call_record().and_then(syscalls::call)
    }

    /// The place of the record that the event is about: the system call, else the first that does not accompany one.
    pub(super) fn head(&self) -> Option<usize> {
        let call = self.records.iter().position(|record| record.line.kind == "SYSCALL");
        call.or_else(|| self.records.iter().position(|record| !types::accompanies(record.line.kind)))
    }

    /// A value of the record that the event is about.
    pub(super) fn head_value(&self, key: &str) -> Option<&'a str> {
        self.records.get(self.head()?)?.get(key)
    }
}
