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
        if event.unchanged_text().is_some_and(|text| object.copy(text)) {
            event.for_each_added(&mut |name, value| object.field(name, value));
        } else {
            event.for_each(&mut |name, value| object.field(name, value));
        }
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

    fn any_value() -> impl Strategy<Value = serde_json::Value> {
        prop_oneof![
            4 => "[a-c=\\\\\"{}\\[\\]:,\u{1b}\u{7f}\u{9b}é\n ]{0,6}".prop_map(serde_json::Value::from),
            2 => any::<i32>().prop_map(serde_json::Value::from),
            1 => any::<bool>().prop_map(serde_json::Value::from),
            1 => Just(serde_json::Value::Null),
            1 => Just(serde_json::json!({"x": 1, "y": ["a", null]})),
        ]
    }

    proptest! {
        /// Whether a record is copied or written anew, it reads the same.
        #[test]
        fn a_copied_record_reads_as_a_written_one(
            members in proptest::collection::vec(("[a-d]{0,2}|e\\\\\"", any_value()), 0..8),
            pretty in any::<bool>(), change in any::<bool>(),
        ) {
            let blank = if pretty { " " } else { "" };
            let texts = members.iter().map(|(name, value)| {
                format!("{}{blank}:{blank}{value}", serde_json::Value::from(name.as_str()))
            });
            let text = format!("{blank}{{{}}}", texts.collect::<Vec<_>>().join(","));
            let arena = Bump::new();
            let mut symbols = Symbols::new();
            let (a, made) = (symbols.intern("a"), symbols.intern("made"));
            let projection = Projection::new(&symbols, false, false, None);
            let mut event = Event::load(Record::Json(&text), &projection, &symbols, &arena).unwrap();
            event.set(made, "m");
            if change {
                event.set(a, "changed");
            }
            let mut expected = serde_json::Map::new();
            event.for_each(&mut |name, value| { expected.insert(name.to_owned(), value.into()); });
            let mut line = Vec::new();
            Ndjson.write(&event, &mut line);
            let line = String::from_utf8(line).unwrap();
            prop_assert!(line.chars().all(|char| char == '\n' || !char.is_control()), "{}", line);
            let found: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&line).unwrap();
            // The order of names is that of the record as well.
            prop_assert!(found.iter().eq(expected.iter()), "{} of {}", line, text);
        }

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
