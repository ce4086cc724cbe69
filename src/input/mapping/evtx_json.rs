//! Windows event logs that a converter has made JSON (evtx_dump, and others of its form).

use bumpalo::Bump;

use super::{Role, Source, windows};
use crate::event::Record;

pub(super) static SOURCE: Source = Source {
    name: "evtx-json",
    summary: "Windows event logs converted to JSON",
    recognise: |sample| {
        let system = |beginning| sample.has_beginning(beginning);
        system("Event.System.EventID") || (system("System.EventID") && system("System.Provider"))
    },
    role: Role::Wrapper { unwrap, verbatim: true },
};

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    match record {
        Record::Json(text) => windows::json::record(text, arena),
        other => Ok(other),
    }
}
