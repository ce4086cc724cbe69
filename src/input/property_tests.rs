//! Properties of the readers: a prefilter and the size of chunks change nothing, any bytes are read.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::tests::{Seen, of_bytes, read, read_with};
use super::*;
use crate::event::source::Required;
use crate::value::json;

fn holds(record: &Seen, required: &[Required]) -> bool {
    required.iter().all(|Required { literals, .. }| {
        let found = |literal: &String| record.iter().any(|(_, value)| value.contains(literal));
        literals.iter().any(found)
    })
}

/// Values that hold pieces of the literals, with characters escaped in one way or another.
fn any_line() -> impl Strategy<Value = String> {
    let unit = prop_oneof![
        "[abu/\\\\\"=é\n]{1,3}".prop_map(|text| {
            let mut out = Vec::new();
            json::write_string(&text, json::Escaping::Required, &mut out);
            String::from_utf8(out).unwrap().trim_matches('"').to_owned()
        }),
        "[ab]".prop_map(|text| format!("\\u{:04x}", text.as_bytes()[0])),
        Just("\\u003d".to_owned()),
        Just("\\u00E9".to_owned()),
        Just("\\\\".to_owned()),
        Just("\\/".to_owned()),
        Just("\\\"".to_owned()),
    ];
    proptest::collection::vec(unit, 0..6).prop_filter_map("broken", |units| {
        let line = format!("{{\"k\":\"{}\"}}", units.concat());
        json::is_object(&line).then_some(line)
    })
}

proptest! {
    #[test]
    fn the_prefilter_changes_nothing(
        lines in proptest::collection::vec(any_line(), 0..30),
        required in proptest::collection::vec(
            proptest::collection::vec("[abu/\\\\\"=é\n]{1,3}", 1..3), 1..3),
        chunk_bytes in 1..200usize, array in any::<bool>(),
    ) {
        let text = if array { format!("[{}]", lines.join(",")) } else { lines.join("\n") };
        let input = of_bytes(text.as_bytes(), chunk_bytes);
        let of_any = |literals| Required { literals, fields: vec![None] };
        let request = ReadRequest { required: required.into_iter().map(of_any).collect(), strict: false };
        let mut all = read(&input);
        all.retain(|record| holds(record, &request.required));
        let mut some = read_with(&input, &request);
        some.retain(|record| holds(record, &request.required));
        prop_assert_eq!(all, some);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(
        bytes in proptest::collection::vec(prop_oneof![
            proptest::sample::select(b"{}[]\",:\\\n\r\t ;a0-\xef\xbb\xbf".to_vec()), any::<u8>()], 0..200),
        chunk_bytes in 1..50usize, format in proptest::sample::select(Format::ALL.to_vec()),
    ) {
        let options = InputOptions { format: Some(format), stdin: Some(bytes.clone()), chunk_bytes, ..InputOptions::default() };
        let input = Input::open(&["-"], options).unwrap();
        let pieces = read(&input);
        let options = InputOptions { format: Some(format), stdin: Some(bytes), ..InputOptions::default() };
        let input = Input::open(&["-"], options).unwrap();
        prop_assert_eq!(pieces, read(&input));
    }

    #[test]
    fn documents_are_found_whatever_the_chunks(
        values in proptest::collection::vec("[ab{}\\[\\],:\n\\\\\"é ]{0,12}", 1..12),
        layout in 0..4usize, chunk_bytes in 1..60usize,
    ) {
        let objects = values.iter().map(|value| serde_json::json!({"k": value, "x": [{"y": value}]}));
        let list = serde_json::Value::from_iter(objects);
        let text = match layout {
            0 => list.to_string(),
            1 => serde_json::to_string_pretty(&list).unwrap(),
            2 => format!("{{\"a\":[{{}}],\"events\": {list},\"b\":{{\"c\":[]}}}}"),
            _ => list.as_array().unwrap().iter().map(|o| serde_json::to_string_pretty(o).unwrap()).collect(),
        };
        let options = InputOptions {
            format: Some(Format::Json), stdin: Some(text.into_bytes()), chunk_bytes, ..InputOptions::default()
        };
        let input = Input::open(&["-"], options).unwrap();
        let expected: Vec<Seen> = values.iter()
            .map(|v| vec![("k".to_owned(), v.clone()), ("x[0].y".to_owned(), v.clone())])
            .collect();
        prop_assert_eq!(read(&input), expected);
        prop_assert_eq!(input.issues(), IssueReport::default());
    }
}

#[test]
fn the_prefilter_passes_what_it_must_and_no_more() {
    let lines = [
        r#"{"k":"calc.exe a=b"}"#,
        r#"{"k":"calc.exe"}"#,
        r#"{"k":"c\u0061lc.exe a\u003db"}"#,
        r#"{"k":"a=b \u0026 C:\\users"}"#,
        r#"{"k":"a=b C:\\u0061"}"#,
        "calc.exe a=b is no JSON",
        "nor is this",
    ];
    let text = lines.join("\n");
    let input = of_bytes(text.as_bytes(), 1 << 20);
    let set = |literals: &[&str]| Required {
        literals: literals.iter().map(ToString::to_string).collect(),
        fields: vec![None],
    };
    let mut request = ReadRequest { required: vec![set(&["calc.exe", "mimikatz"]), set(&["a=b"])], strict: false };
    assert_eq!(read_with(&input, &request).len(), 2);
    let report = input.issues();
    assert_eq!((report.bad_records, report.first[0].line), (1, 6));
    request.strict = true;
    assert_eq!(read_with(&input, &request).len(), 5);
    assert_eq!(input.issues().bad_records, 2);
}
