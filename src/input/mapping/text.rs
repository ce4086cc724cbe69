//! Plain text: the line is the event. Only its time is looked for, as `findTimestamp()` does, in UTC where it names no zone;
//! a date without a year lies before the time at which the file was written.

use bumpalo::Bump;

use super::{Role, Source};
use crate::event::mapping::{DerivedField, Mapping, RAW};
use crate::value::time::{self, Zone};

pub(super) static SOURCE: Source = Source {
    name: "text",
    summary: "plain text, one event a line",
    recognise: |sample| sample.text().is_some_and(|text| !text.starts_with('{')),
    role: Role::Vocabulary(|surroundings| Box::new(LineTime::new(surroundings.written))),
};

/// Finds the time in a line.
#[derive(Debug)]
struct LineTime {
    fields: Vec<DerivedField>,
    written: i64,
}

impl LineTime {
    fn new(written: Option<i64>) -> Self {
        let time = DerivedField::new("@timestamp", vec![RAW]);
        Self { fields: vec![time], written: written.unwrap_or(0) }
    }
}

impl Mapping for LineTime {
    fn name(&self) -> &str {
        SOURCE.name
    }

    fn fields(&self) -> &[DerivedField] {
        &self.fields
    }

    fn derive<'e>(&'e self, _field: usize, inputs: &[Option<&'e str>], arena: &'e Bump) -> Option<&'e str> {
        time_of(inputs.first().copied().flatten()?, self.written, arena)
    }
}

/// The time in a line, in epoch milliseconds. `written`: when its file was.
pub(super) fn time_of<'e>(line: &str, written: i64, arena: &'e Bump) -> Option<&'e str> {
    let found = time::detect(line, Some(&Zone::utc()), written).ok()?;
    Some(arena.alloc_str(&found.millis.to_string()))
}
