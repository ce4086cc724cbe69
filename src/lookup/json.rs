//! JSON lookup files (functions-match.html): an object of objects, whose keys are the lookup key, or an array of objects.

use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::Table;
use crate::event::Row;
use crate::symbol::FieldName;

/// The name of the column that holds the outer keys of the object form.
pub(super) const KEY_COLUMN: &str = "";

impl Table {
    /// The table of a JSON text: `{"key":{...},...}`, whose keys become the column with the empty name, or `[{...},...]`.
    /// Numbers keep their digits, null gives no value; nested objects and arrays cannot match and are left out.
    ///
    /// # Errors
    /// When the text has neither form.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = serde_json::Deserializer::from_str(text);
        let mut rows = Rows { names: Names::default(), rows: Vec::new() };
        reader.deserialize_any(Outer(&mut rows)).and_then(|()| reader.end()).map_err(|error| error.to_string())?;
        Ok(Self::from_rows(rows.rows))
    }

    /// The column that holds the outer keys of a JSON object, if the table was one.
    pub fn key_column(&self) -> Option<usize> {
        self.column(KEY_COLUMN)
    }
}

/// Names seen so far, so that rows share them.
#[derive(Default)]
struct Names(hashbrown::HashSet<FieldName, foldhash::fast::FixedState>);

impl Names {
    fn shared(&mut self, name: &str) -> FieldName {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let name: FieldName = name.into();
        self.0.insert(name.clone());
        name
    }
}

struct Rows {
    names: Names,
    rows: Vec<Row>,
}

impl Rows {
    fn add(&mut self, key: Option<&str>, members: &RawValue) -> Result<(), serde_json::Error> {
        let mut row = Row::new();
        if let Some(key) = key {
            row.push(self.names.shared(KEY_COLUMN), key);
        }
        let mut reader = serde_json::Deserializer::from_str(members.get());
        // An element that is no object has no column; it stands for a row in which nothing is found.
        if members.get().starts_with('{') {
            reader.deserialize_map(Members { row: &mut row, names: &mut self.names })?;
        }
        self.rows.push(row);
        Ok(())
    }
}

struct Outer<'r>(&'r mut Rows);

impl<'de> Visitor<'de> for Outer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of objects or an array of objects")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((key, members)) = map.next_entry::<String, &RawValue>()? {
            self.0.add(Some(&key), members).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(members) = list.next_element::<&RawValue>()? {
            self.0.add(None, members).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }
}

struct Members<'r> {
    row: &'r mut Row,
    names: &'r mut Names,
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            // A name without letters would be taken for the outer key.
            if name == KEY_COLUMN {
                continue;
            }
            let name = self.names.shared(&name);
            match value.get().as_bytes().first() {
                Some(b'{' | b'[' | b'n') | None => {}
                Some(b'"') => {
                    let text: String = serde_json::from_str(value.get()).map_err(serde::de::Error::custom)?;
                    self.row.set(name, &text);
                }
                Some(_) => self.row.set(name, value.get()),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_object_form_has_an_unnamed_key_column() {
        let table =
            Table::from_json(r#"{ "1": { "name": "chr", "n": 1.50 }, "2": { "name": "kr\"ab", "x": null } }"#).unwrap();
        assert_eq!(table.key_column(), Some(0));
        assert_eq!(table.row(0, &[0, 1, 2]), [("", "1"), ("name", "chr"), ("n", "1.50")].into_iter().collect());
        assert_eq!(table.row(1, &[0, 1, 2]), [("", "2"), ("name", "kr\"ab")].into_iter().collect());
    }

    #[test]
    fn the_array_form_has_only_its_members() {
        let table = Table::from_json(r#"[ {"a":true,"deep":{"b":1},"list":[1]}, 7, {"a":"x","a":"y"} ]"#).unwrap();
        assert_eq!(table.key_column(), None);
        assert_eq!(table.len(), 3);
        assert_eq!(table.columns().len(), 1);
        assert_eq!((table.value(0, 0), table.value(1, 0), table.value(2, 0)), (Some("true"), None, Some("y")));
    }

    #[test]
    fn other_texts_are_errors() {
        assert!(Table::from_json("7").is_err());
        assert!(Table::from_json("[{\"a\":1}").is_err());
        assert!(Table::from_json("[] x").is_err());
        assert!(Table::from_json("[]").unwrap().is_empty());
    }
}
