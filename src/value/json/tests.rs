//! The reader against serde_json on any record, valid or broken.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use bumpalo::Bump;
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::*;

type Fields = Vec<(String, String)>;

fn fields(text: &str) -> Result<Fields, Invalid> {
    let arena = Bump::new();
    let mut fields = Fields::new();
    flatten(text, &arena, &mut |name, value| {
        fields.push((name.to_owned(), value.to_owned()));
    })?;
    Ok(fields)
}

fn with_options(text: &str, options: &FlattenOptions<'_>) -> Result<Fields, Invalid> {
    let arena = Bump::new();
    let mut fields = Fields::new();
    flatten_value(text, options, &arena, &mut |name, value| {
        fields.push((name.to_owned(), value.to_owned()));
    })?;
    Ok(fields)
}

fn projected(text: &str, names: &[&str]) -> Result<Vec<(usize, String)>, Invalid> {
    let arena = Bump::new();
    let keys = Keys::new(names.iter().copied());
    let mut found = Vec::new();
    project(text, &keys, &arena, &mut |key, value| {
        found.push((key, value.to_owned()));
    })?;
    Ok(found)
}

fn scanned(text: &str, names: &[&str]) -> Result<Vec<(usize, String)>, Invalid> {
    let arena = Bump::new();
    let keys = Keys::new(names.iter().copied());
    let mut found = Vec::new();
    scan(text, &keys, &arena, &mut |key, value| {
        found.push((key, value.to_owned()));
    })?;
    Ok(found)
}

/// The last value of each key: what an event sees.
fn last_values(found: Vec<(usize, String)>) -> std::collections::BTreeMap<usize, String> {
    found.into_iter().collect()
}

/// Pieces of records that lead a search by name astray: keys with escapes, twice, nested, as values; braces and quotes in
/// strings; blanks everywhere.
fn any_tricky_text() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        Just(r#""a""#),
        Just(r#""b""#),
        Just(r#""\u0061""#),
        Just(r#""ab""#),
        Just(r#""\"a""#),
        Just(r#""a\"""#),
        Just(r#""\\a""#),
        Just(r#""\u003d""#),
        Just(r#""x""#),
        Just(r#""""#),
    ];
    let value = prop_oneof![
        Just(r#""a""#),
        Just(r#""1""#),
        Just("1"),
        Just("-0.5e3"),
        Just("null"),
        Just("true"),
        Just(r#""{""#),
        Just(r#"" {\"a\":\"2\"}""#),
        Just(r#"",{\"a\":\"2\"}""#),
        Just(r#"{"a":"3"}"#),
        Just(r#"[{"a":"4"}]"#),
        Just(r#"["a","b"]"#),
        Just(r#""\"a\":\"5\"""#),
        Just(r#""\\""#),
        Just(r#""\\\"""#),
        Just(r#""\u0061""#),
        Just(r#""C:\\users""#),
        Just("[]"),
        Just("{}"),
        Just("01"),
        Just("tru"),
        Just("\"open"),
        Just(r#""é\u003d😀""#),
    ];
    let blank = prop_oneof![4 => Just(""), 1 => Just(" "), 1 => Just("\t\n")];
    let member = (blank.clone(), key, blank.clone(), value, blank)
        .prop_map(|(a, key, b, value, c)| format!("{a}{key}{b}:{b}{value}{c}"));
    proptest::collection::vec(member, 0..7).prop_map(|members| format!("{{{}}}", members.join(",")))
}

fn pairs(list: &[(&str, &str)]) -> Fields {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    list.iter().map(owned).collect()
}

#[test]
fn flattens_as_the_language_notes_say() {
    let text = r#"{"u":{"n":"k"},"t":["a","b"],"x":true,"y":null,"z":1.50,"e":{},"f":[],
        "big":1680759529508885200123,"":{"":0},"m":[[1,[2]],{"k":-0}],"a.b":"flat","a":{"b":"nested"},"s":"\u0041\ud83d\ude00\ud800x\u0000\/"} "#;
    let expected = [
        ("u.n", "k"),
        ("t[0]", "a"),
        ("t[1]", "b"),
        ("x", "true"),
        ("z", "1.50"),
        ("big", "1680759529508885200123"),
        (".", "0"),
        ("m[0][0]", "1"),
        ("m[0][1][0]", "2"),
        ("m[1].k", "-0"),
        ("a.b", "flat"),
        ("a.b", "nested"),
        ("s", "A😀\u{fffd}x\0/"),
    ];
    assert_eq!(fields(text).unwrap(), pairs(&expected));
}

#[test]
fn projects_flat_nested_dotted_and_doubled_names() {
    let text = r#"{"a":1,"a.b":"x","a":{"b":"y","c":[{"d":2},{"d":3}]},"\u0061":"z","k":[0,1,2],"n":null}"#;
    let names = ["a", "a.b", "a.c[1].d", "k[2]", "n", "missing", "a.c[0]", "k"];
    let found = projected(text, &names).unwrap();
    let expected = [(0, "1"), (1, "x"), (1, "y"), (2, "3"), (0, "z"), (3, "2")];
    let expected: Vec<_> = expected.map(|(key, value)| (key, value.to_owned())).into();
    assert_eq!(found, expected);
}

#[test]
fn keys_find_whole_names_only() {
    let keys = Keys::new(["a.b", "c", "", "longer name", "c"].into_iter());
    assert_eq!(keys.find("a.b"), Some(0));
    assert_eq!(keys.find("a"), None);
    assert_eq!(keys.find("c"), Some(1));
    assert_eq!(keys.find(""), Some(2));
    assert_eq!(keys.find("longer name"), Some(3));
    assert_eq!(keys.find("longer mane"), None);
    assert_eq!(Keys::new(std::iter::empty()).find("a"), None);
}

#[test]
fn options_of_flatten_value() {
    let options = FlattenOptions { prefix: "p.", null: NullHandling::Keep, exclude_empty: true };
    let text = r#"{"a":null,"b":"","c":{"d":1}}"#;
    assert_eq!(with_options(text, &options).unwrap(), pairs(&[("p.a", "null"), ("p.c.d", "1")]));
    let options = FlattenOptions { null: NullHandling::Empty, exclude_empty: true, ..FlattenOptions::default() };
    assert_eq!(with_options(r#"[null,"",{"a":2}]"#, &options).unwrap(), pairs(&[("[0]", ""), ("[2].a", "2")]));
    assert!(with_options("7", &options).is_err());
}

#[test]
fn errors_say_where_and_what() {
    let error = |text: &str| fields(text).unwrap_err().to_string();
    assert_eq!(error(""), "expected an object, found the end of the text at byte 0");
    assert_eq!(error("[1]"), "expected an object, found `[` at byte 0");
    assert_eq!(error(r#"{"a":1,}"#), "expected a key in quotes, found `}` at byte 7");
    assert_eq!(error(r#"{"a":"b"#), "expected a closing `\"`, found the end of the text at byte 7");
    assert_eq!(error(r#"{"a" 1}"#), "expected `:` after a key, found `1` at byte 5");
    assert_eq!(error(r#"{"a":01}"#), "expected a number without leading zeros, found `1` at byte 6");
    assert_eq!(error(r#"{} x"#), "expected nothing after the value, found `x` at byte 3");
    assert!(error("{\"a\":\"b\tc\"}").contains("control"));
}

#[test]
fn deep_nesting_is_an_error_not_a_crash() {
    for (depth, valid) in [(MAX_DEPTH - 1, true), (MAX_DEPTH, false), (1_000_000, false)] {
        let text = format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(validate(&text).is_ok(), valid);
        assert_eq!(fields(&text).is_ok(), valid);
        // A field that is not there is looked for by its name; who wants it checked scans.
        assert!(projected(&text, &["x"]).is_ok());
        assert_eq!(scanned(&text, &["x"]).is_ok(), valid);
        assert_eq!(projected(&text, &["a"]).is_ok(), valid);
        assert_eq!(projected(&text, &["a[0][0][0]"]).is_ok(), valid);
    }
}

#[test]
fn long_keys_over_many_values_end_with_an_error() {
    let text = format!("{{\"{}\":[{}1]}}", "k".repeat(100_000), "1,".repeat(100_000));
    assert!(fields(&text).unwrap_err().message.contains("names"));
}

fn expected_fields(name: &str, value: &Value, out: &mut Fields) {
    match value {
        Value::Null => {}
        Value::Bool(value) => out.push((name.to_owned(), value.to_string())),
        Value::Number(value) => out.push((name.to_owned(), value.to_string())),
        Value::String(value) => out.push((name.to_owned(), value.clone())),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                expected_fields(&format!("{name}[{index}]"), value, out);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                expected_fields(&format!("{name}.{key}"), value, out);
            }
        }
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[a-z\\\\\"/\n\u{7f}é😀]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            any_members(inner).prop_map(Value::from),
        ]
    })
}

fn any_members(value: impl Strategy<Value = Value>) -> impl Strategy<Value = serde_json::Map<String, Value>> {
    let key = prop_oneof!["[a-c]{0,2}", "[a-c.\\[\\]0-2\"\\\\é]{0,12}", "[a-z]{8,20}"];
    proptest::collection::vec((key, value), 0..6).prop_map(|members| members.into_iter().collect())
}

proptest! {
    #[test]
    fn equals_serde_json_on_records(
        members in any_members(any_value()), pretty in any::<bool>(), picks in any::<[u8; 4]>(),
    ) {
        let value = Value::Object(members.clone());
        let text = if pretty {
            serde_json::to_string_pretty(&value).unwrap()
        } else {
            value.to_string()
        };
        let mut expected = Fields::new();
        for (key, value) in &members {
            expected_fields(key, value, &mut expected);
        }
        prop_assert_eq!(&fields(&text).unwrap(), &expected);
        // Wanted are some of the names that are there and some that are not.
        let mut names: Vec<&str> = Vec::new();
        for pick in picks {
            if let Some((name, _)) = expected.get(usize::from(pick) % expected.len().max(1))
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        names.push("a.b.c[0]");
        let found = projected(&text, &names).unwrap();
        let wanted: Vec<_> = expected
            .iter()
            .filter_map(|(name, value)| {
                let key = names.iter().position(|wanted| wanted == name)?;
                Some((key, value.clone()))
            })
            .collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn agrees_with_serde_json_on_what_is_valid(
        value in any_value(), place in any::<prop::sample::Index>(), cut in 0..4usize,
        insert in "[\\x00-\\x7f]{0,2}|[{}\\[\\]\",:\\\\u0-9eE.+-]{1,3}|true|null|\\\\ud800|\u{feff}",
    ) {
        let mut bytes = value.to_string().into_bytes();
        let place = place.index(bytes.len() + 1);
        let end = (place + cut).min(bytes.len());
        bytes.splice(place..end, insert.bytes());
        if let Ok(text) = String::from_utf8(bytes) {
            let expected = serde_json::from_str::<IgnoredAny>(&text).is_ok();
            prop_assert_eq!(validate(&text).is_ok(), expected, "{}", text);
            let object = expected && text.trim_start().starts_with('{');
            prop_assert_eq!(is_object(&text), object, "{}", text);
            prop_assert_eq!(fields(&text).is_ok(), object, "{}", text);
            prop_assert_eq!(projected(&text, &["a", "b.a", "c[0]", "a[1].b"]).is_ok(), object, "{}", text);
        }
    }

    #[test]
    fn searching_by_name_gives_what_scanning_gives(
        text in any_tricky_text(), padding in 0..3usize, place in any::<prop::sample::Index>(), cut in 0..3usize,
        insert in "[{}\\[\\]\",:\\\\ua 0-9]{0,3}", mutated in any::<bool>(),
        names in proptest::sample::subsequence(vec!["a", "b", "ab", "x", "y", "zz", "=", "a\"", ""], 1..8),
    ) {
        // Short texts are searched in another way than long ones.
        let text = text.replacen('{', &format!("{{\"padding\":\"{}\",", "p".repeat(padding * 40)), padding.min(1));
        let mut bytes = text.replace(",}", "}").into_bytes();
        if mutated {
            let place = place.index(bytes.len() + 1);
            let end = (place + cut).min(bytes.len());
            bytes.splice(place..end, insert.bytes());
        }
        if let Ok(text) = String::from_utf8(bytes) {
            let searched = projected(&text, &names);
            match (scanned(&text, &names), serde_json::from_str::<serde_json::Map<String, Value>>(&text)) {
                (Ok(scanned), Ok(_)) => {
                    prop_assert_eq!(last_values(searched.unwrap()), last_values(scanned), "{}", text);
                }
                // What is not valid is refused, or read as far as it was needed.
                (Err(_), Err(_)) => {}
                (scanned, valid) => prop_assert!(false, "{}: {:?} but {:?}", text, scanned, valid),
            }
        }
    }

    #[test]
    fn writes_strings_as_serde_json_does(text in any::<String>(), plain in "[ -~\\x00-\\x1f]{0,40}") {
        for text in [text, plain] {
            let mut out = Vec::new();
            write_string(&text, super::Escaping::Required, &mut out);
            prop_assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }
}
