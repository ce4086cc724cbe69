//! Random events: the fields that the queries name, with values that lie at the borders of what functions take.

use crate::random::Random;

/// Names that queries and events share; the last ones are in no event.
pub const FIELDS: &[&str] =
    &["a", "b", "n", "m", "host", "cmd", "ip", "url", "json", "kv", "t", "x.y", "list[0]", "#type", "nosuch"];

/// Arrays that some events have.
pub const ARRAYS: &[&str] = &["list[]", "objects[]"];

const WORDS: &[&str] = &[
    "alpha",
    "Alpha",
    "ALPHA",
    "beta",
    "gamma ray",
    "",
    "null",
    "true",
    "cmd.exe",
    "C:\\\\Windows\\\\cmd.exe",
    "ÅÄÖ ß",
    "\u{1f600}",
    "a*b",
    "x=1 y=\\\"2 3\\\"",
    "  pad  ",
    "\\u0000nul",
    "a,b,c",
    "192.0.2.7",
];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "10",
    "42",
    "100",
    "1.5",
    "-2.25",
    "0.125",
    "1e3",
    "1000000",
    "9007199254740993",
    "0x1f",
    "NaN",
    "007",
    "+5",
    "-0",
    "1.10",
    "1700000000000",
];
const TEXTS: &[&str] = &[
    "https://u:p@example.org:8080/a/b?q=1&r=%20#top",
    "10.0.0.1",
    "2001:db8::1",
    "k1=v1 k2=\\\"v 2\\\" k3=",
    "{\\\"x\\\":[1,{\\\"y\\\":null}],\\\"z\\\":\\\"s\\\"}",
    "<a><b c='d'>e</b></a>",
    "2026-03-01T12:00:00Z",
    "aGVsbG8=",
    "1h 30m",
];

/// So many events, one JSON object a line.
pub fn events(random: &mut Random, count: usize) -> String {
    let mut text = String::new();
    let mut time = 1_700_000_000_000_i64;
    for number in 0..count {
        time += [0, 1, 500, 1000, 60_000, -2000][random.below(6)];
        let mut fields = Vec::new();
        if random.percent(95) {
            fields.push(format!("\"@timestamp\":\"{time}\""));
        }
        fields.push(format!("\"@id\":\"e{number}\""));
        for name in ["a", "b", "host", "cmd"] {
            if random.percent(80) {
                fields.push(format!("\"{name}\":\"{}\"", random.pick(WORDS)));
            }
        }
        for name in ["n", "m", "t"] {
            if random.percent(85) {
                let value = random.pick(NUMBERS);
                let is_json = !value.starts_with(['+', '0', 'N']) || *value == *"0" || value.starts_with("0.");
                let value = if is_json && random.percent(50) { value.to_owned() } else { format!("\"{value}\"") };
                fields.push(format!("\"{name}\":{value}"));
            }
        }
        for name in ["ip", "url", "json", "kv"] {
            if random.percent(40) {
                fields.push(format!("\"{name}\":\"{}\"", random.pick(TEXTS)));
            }
        }
        if random.percent(50) {
            fields.push(format!("\"x\":{{\"y\":\"{}\",\"z\":{}}}", random.pick(WORDS), random.below(5)));
        }
        if random.percent(50) {
            let list: Vec<String> = (0..random.below(4)).map(|_| format!("\"{}\"", random.pick(NUMBERS))).collect();
            fields.push(format!("\"list\":[{}]", list.join(",")));
        }
        if random.percent(30) {
            let objects: Vec<String> = (0..random.below(3))
                .map(|number| format!("{{\"k\":{number},\"v\":\"{}\"}}", random.pick(WORDS)))
                .collect();
            fields.push(format!("\"objects\":[{}]", objects.join(",")));
        }
        if random.percent(30) {
            fields.push("\"#type\":\"kv\"".to_owned());
        }
        // The order of keys must not matter to the fast paths.
        for place in (1..fields.len()).rev() {
            if random.percent(30) {
                let other = random.below(place);
                fields.swap(place, other);
            }
        }
        text.push('{');
        text.push_str(&fields.join(","));
        text.push_str("}\n");
    }
    text
}
