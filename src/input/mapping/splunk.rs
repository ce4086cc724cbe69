//! Splunk exports: lines `{"preview":false,"offset":0,"result":{...}}`, and records, JSON or CSV, with the original text in
//! `_raw` (shapes of the input, section 4).

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::{Role, Source, member, message};
use crate::event::Record;

/// The wrapper around one row of a search.
pub(super) static RESULT: Source = Source {
    name: "splunk-result",
    summary: "rows of a Splunk search, each in `result`",
    recognise: |sample| sample.has_one(&["preview", "offset", "lastrow"]) && sample.has_beginning("result."),
    role: Role::Wrapper { unwrap: |record, _| member::object(record, "result"), verbatim: true },
};

/// The row itself.
pub(super) static SOURCE: Source = Source {
    name: "splunk",
    summary: "events exported from Splunk with `_raw`",
    recognise: |sample| sample.has("_raw"),
    role: Role::Wrapper { unwrap, verbatim: false },
};

/// Facts around `_raw` that the event in it lacks, and the names that they get. LogScale keeps host, source and sourcetype of
/// what a HEC client sends as metadata; `aid_computer_name` is what the FDR add-on looks up.
const AROUND: &[(&str, &str)] = &[
    ("_time", "@timestamp"),
    ("aid_computer_name", "ComputerName"),
    ("host", "@host"),
    ("source", "@source"),
    ("sourcetype", "@sourcetype"),
];

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let (fields, _) = member::decode(&record, arena)?;
    let Some(raw) = member::value(&fields, "_raw") else { return Ok(record) };
    let mut around = ArenaVec::new_in(arena);
    for (from, to) in AROUND {
        around.extend(member::value(&fields, from).filter(|value| !value.is_empty()).map(|value| (*to, value)));
    }
    if message::structured(raw, arena).is_none() {
        // Of plain text the fields that Splunk has extracted are all that there is.
        around.extend(fields.iter().filter(|(name, _)| !name.starts_with('_')));
    }
    Ok(message::record(raw, &around, arena))
}
