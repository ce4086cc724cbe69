//! Free text: a word or regex anywhere in the event as it entered the query (language notes 4.3).

use super::Context;
use super::condition::RegexTest;
use crate::event::{Event, Record};
use crate::value::glob::Glob;

/// A free-text search.
pub enum FreeText {
    /// A word or phrase, as if surrounded by stars.
    Glob(Glob),
    /// A regex.
    Regex(RegexTest),
}

/// Field names that can hold what `@rawstring` is; a JSON line that has one is searched field by field.
const RAW_KEYS: [&str; 3] = ["@rawstring", "_raw", "event.original"];

impl FreeText {
    /// Whether the text occurs in the event.
    pub fn test<'e>(&self, event: &mut Event<'e>, context: &Context) -> bool {
        let record = event.record();
        match self {
            Self::Glob(glob) => contains(glob, &record, event),
            Self::Regex(regex) => {
                if let Some(raw) = raw_text(&record, event)
                    && regex.test(raw, event, context)
                {
                    return true;
                }
                let mut fields: Vec<&'e str> = Vec::new();
                event.for_each_entered(&mut |name, value| {
                    if is_searched(name, event) {
                        fields.push(value);
                    }
                });
                fields.into_iter().any(|value| regex.test(value, event, context))
            }
        }
    }

    /// Whether named groups set fields.
    pub fn changes_event(&self) -> bool {
        matches!(self, Self::Regex(regex) if !regex.captures.is_empty())
    }
}

fn contains<'e>(glob: &Glob, record: &Record<'e>, event: &Event<'e>) -> bool {
    if glob.is_everything() {
        return true;
    }
    if let Record::Json(line) = record
        && !RAW_KEYS.iter().any(|key| memchr::memmem::find(line.as_bytes(), key.as_bytes()).is_some())
    {
        // The line is the raw text. Without a backslash every value stands in it literally, so the line decides alone;
        // only a mapping may add what it does not hold.
        if glob.contains(line) {
            return true;
        }
        if memchr::memchr(b'\\', line.as_bytes()).is_none() && !event.is_mapped() {
            return false;
        }
    } else if let Some(raw) = raw_text(record, event)
        && glob.contains(raw)
    {
        return true;
    }
    let mut found = false;
    event.for_each_entered(&mut |name, value| {
        found = found || (is_searched(name, event) && glob.contains(value));
    });
    found
}

/// The raw text of the event as it entered: its own `@rawstring`, or what stands in for it.
fn raw_text<'e>(record: &Record<'e>, event: &Event<'e>) -> Option<&'e str> {
    let mut own = [None; RAW_KEYS.len()];
    let _ = record.for_each(event.arena(), &mut |name, value| {
        if let Some(place) = RAW_KEYS.iter().position(|key| *key == name)
            && let Some(slot) = own.get_mut(place)
        {
            *slot = Some(value);
        }
    });
    own.into_iter().flatten().next().or_else(|| record.raw())
}

fn is_searched(field: &str, event: &Event<'_>) -> bool {
    !field.starts_with('#') && !matches!(field, "@id" | "@timestamp" | "@ingesttimestamp") && event.is_searched(field)
}
