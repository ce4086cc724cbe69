//! One JSON document in the shape of LogScale's query jobs: rows under `events`, then `warnings` and `metaData`.

use std::io::{self, Write};

use super::columns::Columns;
use super::{Format, Kind, Results, RowsWriter, json_text};

/// The registration.
pub const FORMAT: Format = Format {
    name: "json",
    summary: "one JSON object with events, warnings and metaData",
    reads: &[],
    kind: Kind::AllRows(|_| Box::new(Json)),
};

struct Json;

impl RowsWriter for Json {
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
        let columns = Columns::of(results);
        let mut cells = Vec::new();
        let mut text = Vec::new();
        out.write_all(b"{\"events\":[")?;
        // One event a line keeps the document readable for line tools.
        for (place, row) in results.rows.iter().enumerate() {
            text.clear();
            text.extend_from_slice(if place == 0 { b"\n" } else { b",\n" });
            if results.columns.is_some() {
                columns.cells(row, &mut cells);
                let fields = columns.names().iter().zip(&cells);
                let fields = fields.filter_map(|(name, value)| Some((name, (*value)?)));
                json_text::write_object(fields, &mut text);
            } else {
                json_text::write_object(row.iter(), &mut text);
            }
            out.write_all(&text)?;
        }
        text.clear();
        text.extend_from_slice(if results.rows.is_empty() { b"],\n\"warnings\":[" } else { b"\n],\n\"warnings\":[" });
        for (place, warning) in results.warnings.iter().enumerate() {
            text.extend_from_slice(if place == 0 { b"\n" } else { b",\n" });
            let fields = [("code", warning.code), ("message", warning.message)];
            json_text::write_object(fields.into_iter(), &mut text);
        }
        text.extend_from_slice(if results.warnings.is_empty() {
            b"],\n\"metaData\":{\"eventCount\":"
        } else {
            b"\n],\n\"metaData\":{\"eventCount\":"
        });
        write!(text, "{},\"fieldOrder\":[", results.rows.len())?;
        for (place, name) in columns.names().iter().enumerate() {
            if place > 0 {
                text.push(b',');
            }
            json_text::write_string(name, &mut text);
        }
        text.push(b']');
        for (name, value) in results.metadata {
            text.push(b',');
            json_text::write_string(name, &mut text);
            write!(text, ":{value}")?;
        }
        text.extend_from_slice(b"}}\n");
        out.write_all(&text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{row, rows_text};
    use super::super::{Settings, Warning};
    use super::*;

    #[test]
    fn holds_events_warnings_and_metadata() {
        let rows = [row(&[("a", "1"), ("b", "\u{1b}\"")]), row(&[("c", "")])];
        let warnings = [Warning { code: "limit-reached", message: "kept \"20000\" rows" }];
        let text = rows_text(
            "json",
            &Settings::default(),
            &Results {
                rows: &rows,
                columns: None,
                warnings: &warnings,
                metadata: &[("processedEvents", json!(7))],
                about: None,
            },
        );
        assert_eq!(
            serde_json::from_str::<Value>(&text).unwrap(),
            json!({
                "events": [{"a": "1", "b": "\u{1b}\""}, {"c": ""}],
                "warnings": [{"code": "limit-reached", "message": "kept \"20000\" rows"}],
                "metaData": {"eventCount": 2, "fieldOrder": ["a", "b", "c"], "processedEvents": 7},
            })
        );
    }

    #[test]
    fn given_columns_decide_fields_and_order() {
        let rows = [row(&[("a", "1"), ("b", "2"), ("c", "3")])];
        let text = rows_text(
            "json",
            &Settings::default(),
            &Results { rows: &rows, columns: Some(&["c".into(), "x".into(), "a".into()]), ..Results::default() },
        );
        assert!(text.contains("\n{\"c\":\"3\",\"a\":\"1\"}\n"), "{text}");
    }

    #[test]
    fn empty_result() {
        let text = rows_text("json", &Settings::default(), &Results::default());
        assert_eq!(text, "{\"events\":[],\n\"warnings\":[],\n\"metaData\":{\"eventCount\":0,\"fieldOrder\":[]}}\n");
        assert!(serde_json::from_str::<Value>(&text).is_ok());
    }
}
