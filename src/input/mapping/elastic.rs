//! What Elasticsearch gives back: search hits with the document in `_source`, documents that keep the original line in
//! `event.original`, and documents whose time is an ISO text in `@timestamp` (shapes of the input, section 5).

use bumpalo::Bump;

use super::{Role, Source, member, message};
use crate::event::Record;
use crate::event::mapping::{DerivedField, Mapping};
use crate::value::time;

/// A hit of a search, or a line of a dump.
pub(super) static HIT: Source = Source {
    name: "elastic-hit",
    summary: "hits of an Elasticsearch search, each in `_source`",
    recognise: |sample| sample.has_one(&["_index", "_id"]) && sample.has_beginning("_source."),
    role: Role::Wrapper { unwrap: |record, _| member::object(record, "_source"), verbatim: true },
};

/// A document with the line that it was made from.
pub(super) static ORIGINAL: Source = Source {
    name: "elastic-original",
    summary: "Elastic documents with the original line in `event.original`",
    recognise: |sample| sample.has("event.original"),
    role: Role::Wrapper { unwrap, verbatim: false },
};

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let (fields, _) = member::decode(&record, arena)?;
    let Some(raw) = member::value(&fields, "event.original") else { return Ok(record) };
    let time = member::value(&fields, "@timestamp").map(|time| ("@timestamp", time));
    Ok(message::record(raw, time.as_slice(), arena))
}

/// Any document whose `@timestamp` is not epoch milliseconds.
pub(super) static SOURCE: Source = Source {
    name: "elastic",
    summary: "documents with an ISO time in `@timestamp`",
    recognise: |sample| {
        sample.get("@timestamp").is_some_and(|text| text.contains('T') && time::event_time(text).is_some())
    },
    role: Role::Vocabulary(|_| Box::new(IsoTime::new())),
};

/// Makes `@timestamp` epoch milliseconds.
#[derive(Debug)]
struct IsoTime {
    fields: Vec<DerivedField>,
}

impl IsoTime {
    fn new() -> Self {
        let time = DerivedField::new("@timestamp", vec!["@timestamp"]);
        Self { fields: vec![DerivedField { replaces: true, ..time }] }
    }
}

impl Mapping for IsoTime {
    fn name(&self) -> &str {
        SOURCE.name
    }

    fn fields(&self) -> &[DerivedField] {
        &self.fields
    }

    fn derive<'e>(&'e self, _field: usize, inputs: &[Option<&'e str>], arena: &'e Bump) -> Option<&'e str> {
        let millis = time::event_time(inputs.first().copied().flatten()?)?;
        Some(arena.alloc_str(&millis.to_string()))
    }
}
