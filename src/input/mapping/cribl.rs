//! Captures of Cribl Stream: the original line in `_raw` beside facts of the pipeline (shapes of the input, section 5).

use bumpalo::Bump;

use super::{Role, Source, member, message};
use crate::event::Record;

pub(super) static SOURCE: Source = Source {
    name: "cribl",
    summary: "captures of Cribl, the line in `_raw`",
    recognise: |sample| sample.has("_raw") && sample.has_beginning("cribl"),
    role: Role::Wrapper { unwrap, verbatim: false },
};

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let (fields, _) = member::decode(&record, arena)?;
    let Some(raw) = member::value(&fields, "_raw") else { return Ok(record) };
    let time = member::value(&fields, "_time").map(|time| ("@timestamp", time));
    Ok(message::record(raw, time.as_slice(), arena))
}
