//! One JSON object a line; values are always strings (output contract), so that number text stays as written.

use super::{EventWriter, Format, Kind, json_text};
use crate::event::{Event, Row};

/// The registration.
pub const FORMAT: Format = Format {
    name: "ndjson",
    summary: "one JSON object a line, all values as strings",
    reads: &[],
    kind: Kind::Streaming(|_| Box::new(Ndjson)),
};

struct Ndjson;

impl EventWriter for Ndjson {
    fn write(&self, event: &Event<'_>, into: &mut Vec<u8>) {
        let mut object = json_text::Object::begin(into);
        event.for_each(&mut |name, value| object.field(name, value));
        object.end();
        into.push(b'\n');
    }

    fn write_row(&self, row: &Row, into: &mut Vec<u8>) {
        json_text::write_object(row.iter(), into);
        into.push(b'\n');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use bumpalo::Bump;
    use proptest::prelude::*;

    use super::super::testing::{row, row_text};
    use super::*;
    use crate::event::{Projection, Record};
    use crate::symbol::Symbols;

    #[test]
    fn values_are_strings() {
        let row = row(&[("n", "1.10"), ("empty", ""), ("a.b", "x\ny")]);
        assert_eq!(row_text("ndjson", &row), "{\"n\":\"1.10\",\"empty\":\"\",\"a.b\":\"x\\ny\"}\n");
        assert_eq!(row_text("ndjson", &Row::new()), "{}\n");
    }

    #[test]
    fn an_event_shows_its_record_and_then_what_the_query_made() {
        let arena = Bump::new();
        let mut symbols = Symbols::new();
        let made = symbols.intern("made");
        let fields = [("a", "1"), ("b", "\u{1b}[31m")];
        let record = Record::Fields { fields: &fields, raw: None };
        let projection = Projection::new(&symbols, false, false, None);
        let mut event = Event::load(record, &projection, &symbols, &arena).unwrap();
        event.set(made, "2");
        let mut text = Vec::new();
        Ndjson.write(&event, &mut text);
        assert_eq!(String::from_utf8(text).unwrap(), "{\"a\":\"1\",\"b\":\"\\u001b[31m\",\"made\":\"2\"}\n");
    }

    proptest! {
        #[test]
        fn any_row_reads_back(fields in prop::collection::btree_map(any::<String>(), any::<String>(), 0..8)) {
            let row: Row = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let text = row_text("ndjson", &row);
            prop_assert_eq!(text.matches('\n').count(), 1);
            let back: std::collections::BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(back, fields);
        }
    }
}
