//! Tests of the decoder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod execution;
mod forms;
mod logons;
mod network;
mod properties;
mod values;

use std::collections::BTreeMap;

use bumpalo::Bump;

use super::*;

/// An event, with its fields by name.
struct Seen {
    fields: BTreeMap<String, String>,
    order: Vec<String>,
    raw: String,
    first: usize,
    bad: Option<Reason>,
}

impl Seen {
    /// The value of a field; empty when it is not there.
    fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Asserts values of several fields; an empty one means that the field is not there.
    fn check(&self, expected: &[(&str, &str)]) {
        for (name, value) in expected {
            assert_eq!(self.get(name), *value, "{name} of {:#?}", self.fields);
            assert_eq!(self.fields.contains_key(*name), !value.is_empty(), "{name}");
        }
    }
}

/// The events of a text.
fn decode(text: &str) -> Vec<Seen> {
    let lines: Vec<&str> = text.lines().collect();
    let arena = Bump::new();
    let seen = |event: AuditEvent<'_>| {
        let owned = |(name, value): &(&str, &str)| (name.to_string(), value.to_string());
        let fields: BTreeMap<_, _> = event.fields.iter().map(owned).collect();
        assert_eq!(fields.len(), event.fields.len(), "a name occurs twice in {:?}", event.fields);
        let order = event.fields.iter().map(|(name, _)| name.to_string()).collect();
        Seen { fields, order, raw: event.raw.to_owned(), first: event.first, bad: event.bad }
    };
    events(&lines, &arena).into_iter().map(seen).collect()
}

/// The only event of a text.
fn one(text: &str) -> Seen {
    let mut events = decode(text);
    assert_eq!(events.len(), 1);
    let event = events.remove(0);
    assert_eq!(event.bad, None);
    event
}

/// A text in the digits in which the kernel writes it when it holds blanks or quotes.
fn digits(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02X}")).collect()
}
