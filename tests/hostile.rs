//! Texts and events made to be slow: every function has to take time in proportion to their size.

use offscale::testing::{CaseFile, Mode, Outcome, runner};

/// Runs a query over events of one line each and compares the rows.
fn check(query: &str, input: &str, expect: &str) {
    let quoted = |text: &str| format!("'''\n{text}\n'''");
    let text = format!(
        "[[case]]\nname = \"hostile\"\nsource = \"here\"\nbasis = \"inferred\"\nordered = true\nquery = {}\ninput = {}\nexpect = {}\n",
        quoted(query),
        quoted(input),
        quoted(expect)
    );
    let file = CaseFile::parse(&text).unwrap_or_else(|error| panic!("{error}"));
    let start = std::time::Instant::now();
    for case in &file.cases {
        if let Outcome::Failed(message) = runner::run(case, Mode::Serial) {
            panic!("{query}: {}", message.chars().take(400).collect::<String>());
        }
    }
    let taken = start.elapsed();
    assert!(taken.as_secs() < LONGEST, "{query}: {taken:?}");
}

const MANY: usize = 100_000;

/// Seconds for one query. Linear ones take less than one, without optimisation; quadratic ones take minutes.
const LONGEST: u64 = 30;

fn numbers() -> String {
    let numbers: Vec<String> = (0..MANY).map(|number| (number % 1000).to_string()).collect();
    format!("{{\"a\":[{}]}}", numbers.join(","))
}

#[test]
fn arrays_of_many_elements() {
    let input = numbers();
    for (query, expect) in [
        ("array:length(\"a[]\", as=n) | select(n)", r#"{"n":"100000"}"#),
        ("array:contains(\"a[]\", value=none) | count(as=n)", r#"{"n":"0"}"#),
        ("array:eval(\"a[]\", function={a := a + 1}) | select(\"a[99999]\")", r#"{"a[99999]":"1000"}"#),
        (
            "array:eval(\"a[]\", var=x, asArray=\"b[]\", function={case {x > 998 | y := 1 | y > 0 | b := x; *}}) | array:length(\"b[]\", as=n) | select(n)",
            r#"{"n":"100"}"#,
        ),
        (
            "array:eval(\"a[]\", var=x, asArray=\"b[]\", function={splitString(x, by=9, as=p) | b := p[0]}) | select(\"b[99699]\")",
            r#"{"b[99699]":""}"#,
        ),
        ("array:filter(\"a[]\", function={a > 998}) | array:length(\"a[]\", as=n) | select(n)", r#"{"n":"100"}"#),
        ("array:exists(\"a[]\", condition={a > 1000}) | count(as=n)", r#"{"n":"0"}"#),
        ("array:dedup(\"a[]\") | array:length(\"a[]\", as=n) | select(n)", r#"{"n":"1000"}"#),
        ("array:sort(\"a[]\", type=number, order=desc) | select(\"a[0]\")", r#"{"a[0]":"999"}"#),
        (
            "array:rename(\"a[]\", asArray=\"b[]\") | array:drop(\"b[]\") | array:length(\"b[]\", as=n) | select(n)",
            r#"{"n":"0"}"#,
        ),
        ("array:append(\"a[]\", values=[7]) | select(\"a[100000]\")", r#"{"a[100000]":"7"}"#),
        ("array:union(a) | array:length(\"_union[]\", as=n) | select(n)", r#"{"n":"1000"}"#),
        ("array:intersection(a) | array:length(\"_intersection[]\", as=n) | select(n)", r#"{"n":"1000"}"#),
        ("array:reduceAll(\"a[]\", var=x, function={x > 998 | max(x, as=m)}) | select(m)", r#"{"m":"999"}"#),
        ("array:reduceRow(\"a[]\", var=x, function=max(x)) | select(_reduceRow)", r#"{"_reduceRow":"999"}"#),
        (
            "array:reduceColumn(\"a[]\", var=x, function=max(x)) | select(\"_reduceColumn[99999]\")",
            r#"{"_reduceColumn[99999]":"999"}"#,
        ),
        ("s := concatArray(a) | length(s, as=n) | select(n)", r#"{"n":"289000"}"#),
        ("split(a) | count(as=n)", r#"{"n":"100000"}"#),
        ("writeJson(a, as=j) | length(j, as=n) | select(n)", r#"{"n":"389007"}"#),
    ] {
        check(query, &input, expect);
    }
}

#[test]
fn arrays_of_many_objects() {
    let objects: Vec<String> = (0..MANY / 2).map(|n| format!("{{\"k\":{n},\"t\":[1,2]}}")).collect();
    let input = format!("{{\"a\":[{}]}}", objects.join(","));
    for (query, expect) in [
        (
            "objectArray:eval(\"a[]\", var=x, asArray=\"b[]\", function={b := x.k}) | select(\"b[49999]\")",
            r#"{"b[49999]":"49999"}"#,
        ),
        ("objectArray:exists(\"a[]\", var=x, condition={x.none=1}) | count(as=n)", r#"{"n":"0"}"#),
        ("objectArray:exists(\"a[]\", condition=array:contains(\"a.t[]\", value=3)) | count(as=n)", r#"{"n":"0"}"#),
        (
            "objectArray:exists(\"a[]\", condition=objectArray:exists(\"a.t[]\", var=y, condition={y.z=3})) | count(as=n)",
            r#"{"n":"0"}"#,
        ),
        ("split(a, strip=true) | k=49999 | select([_index, k])", r#"{"_index":"49999","k":"49999"}"#),
    ] {
        check(query, &input, expect);
    }
}

#[test]
fn long_texts() {
    let line = |text: &str| format!("{{\"line\":\"{text}\"}}");
    let pairs: String = (0..MANY).map(|n| format!("k{n}=v, ")).collect();
    check("kvParse(line) | select(k99999)", &line(&pairs), r#"{"k99999":"v"}"#);
    check("kvParse(line) | select(a)", &line(&"a=b ".repeat(1_000_000)), r#"{"a":"b"}"#);
    check("splitString(line, by=x, as=p) | select(\"p[99999]\")", &line(&"1x".repeat(MANY)), r#"{"p[99999]":"1"}"#);
    check("splitString(line, by=\"[x]\", as=p, index=-1) | select(p)", &line(&"1x".repeat(MANY)), r#"{"p":"1"}"#);
    check("parseCsv(line, columns=[a, b]) | select(b)", &line(&"1,".repeat(MANY)), r#"{"b":"1"}"#);
    check("parseCsv(line, columns=[a, b]) | select(b)", &line(&"\\\"".repeat(MANY)), "{}");
    let xml = format!("<a>{}</a>", "<b c='1'>2</b>".repeat(MANY));
    check("parseXml(line) | select(\"a.b[99999]\")", &line(&xml), r#"{"a.b[99999]":"2"}"#);
    let json = format!("{{{}}}", (0..MANY).map(|n| format!("\\\"k{n}\\\":1")).collect::<Vec<_>>().join(","));
    check("parseJson(line) | select(k99999)", &line(&json), r#"{"k99999":"1"}"#);
    let cef = format!("CEF:0|v|p|1|2|n|3|{}", (0..MANY).map(|n| format!("k{n}=1 k{n}Label=l{n} ")).collect::<String>());
    check("parseCEF(line) | select(\"cef.label.l99999\")", &line(&cef), r#"{"cef.label.l99999":"1"}"#);
    let leef = format!("LEEF:1.0|v|p|1|2|{}", pairs.replace(", ", "^"));
    check("parseLEEF(line, delimiter=\"^\") | select(leef.ext.k99999)", &line(&leef), r#"{"leef.ext.k99999":"v"}"#);
    check(
        "parseUrl(line) | select(line.host)",
        &line(&format!("http://h/{}", ":@/?#".repeat(MANY))),
        r#"{"line.host":"h"}"#,
    );
}
