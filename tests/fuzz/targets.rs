//! What is fuzzed: each target takes any bytes and panics when something is wrong with what became of them. `tests/fuzz.rs` runs
//! them for a while with mutated seeds; the package beside this file runs them for hours under libFuzzer.

use offscale::check::dialect;
use offscale::diagnostic::render;
use offscale::eval::{self, Options};
use offscale::event::{Row, TextSource};
use offscale::exec::Settings;
use offscale::functions::FUNCTIONS;
use offscale::input::{Choice, Format, Input, InputOptions};
use offscale::plan::{self, Plan};
use offscale::source::SourceFile;
use offscale::value::glob::Glob;
use offscale::value::regex::{Flags, Regex};
use offscale::{functions, parser};

/// A target by its name.
pub struct Target {
    /// The name of its binary and of its folder of seeds.
    pub name: &'static str,
    /// Takes any bytes.
    pub run: fn(&[u8]),
    /// Bytes to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them. A new one adds its line here and its binary to the package.
pub static TARGETS: &[Target] = &[
    Target { name: "query", run: query, seeds: queries },
    Target { name: "format", run: format, seeds: queries },
    Target { name: "ndjson", run: |data| read(data, Format::Ndjson), seeds: records },
    Target { name: "json", run: |data| read(data, Format::Json), seeds: documents },
    Target { name: "csv", run: |data| read(data, Format::Csv), seeds: tables },
    Target { name: "auditd", run: |data| read(data, Format::Auditd), seeds: audit },
    Target { name: "evtx", run: |data| read(data, Format::Evtx), seeds: event_logs },
    Target { name: "mapping", run: mapping, seeds: documents },
    Target { name: "compressed", run: compressed, seeds: archives },
    Target { name: "regex", run: regex, seeds: regexes },
    Target { name: "glob", run: glob, seeds: regexes },
    Target { name: "parse_functions", run: parse_functions, seeds: texts },
    Target { name: "format_strings", run: format_strings, seeds: formats },
    Target { name: "merge", run: merge, seeds: records },
];

/// Runs a target on these bytes.
#[allow(dead_code)] // `tests/fuzz.rs` walks the table.
pub fn run(name: &str, data: &[u8]) {
    if let Some(target) = TARGETS.iter().find(|target| target.name == name) {
        (target.run)(data);
    }
}

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// The first line and the rest.
fn halves(data: &[u8]) -> (String, String) {
    let whole = text(data);
    let (first, rest) = whole.split_once('\n').unwrap_or((&whole, ""));
    (first.to_owned(), rest.to_owned())
}

fn settings() -> Settings {
    Settings { now: 1_700_000_100_000, ..Settings::default() }
}

fn plan_of(query: &str) -> Option<Plan> {
    plan::compile(query, &settings(), &[]).0
}

/// Lexer, parser, rewrites, lowering, rendering of what they say, and a run over a few events.
fn query(data: &[u8]) {
    let query = text(data);
    for lenient in [true, false] {
        let settings = Settings { lenient, ..settings() };
        let (plan, diagnostics) = plan::compile(&query, &settings, &[]);
        for diagnostic in &diagnostics {
            let spans = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
            for label in spans {
                assert!(query.get(label.span.start()..label.span.end()).is_some(), "{diagnostic:?}");
            }
        }
        render::text(&diagnostics, &SourceFile::new("<query>", &query), true);
        if let Some(plan) = plan {
            let options = Options { threads: 1, interrupt: Some(&enough), ..Options::default() };
            let _ = eval::collect(&plan, &TextSource::new(RECORDS, 1), &options);
        }
    }
}

/// Queries that make events without end, such as nested `createEvents()`, are none of this target's business.
fn enough() -> Option<eval::Stop> {
    None
}

/// The layout keeps the query, and what it made once it leaves as it is.
fn format(data: &[u8]) {
    let query = text(data);
    let words = functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let options = parser::Options { dialect: parser::Dialect::Lenient, functions: &words };
    let Ok(first) = offscale::format::query(&query, &options) else { return };
    let second = offscale::format::query(&first, &options);
    assert_eq!(second.as_deref(), Ok(first.as_str()), "laid out again");
    let mut findings = (Vec::new(), Vec::new());
    let before = dialect::rewrite(parser::parse(&query, &options).0, &query, &mut findings.0, true);
    let after = dialect::rewrite(parser::parse(&first, &options).0, &first, &mut findings.1, true);
    assert_eq!(before.pipeline.steps.len(), after.pipeline.steps.len());
    assert_eq!(findings.0.len(), findings.1.len(), "the same is said of both");
}

fn input(data: &[u8], format: Option<Format>, map: &str, chunk_bytes: usize) -> Option<Input> {
    let map: Choice = map.parse().ok()?;
    let options = InputOptions { stdin: Some(data.to_vec()), format, map, chunk_bytes, ..InputOptions::default() };
    Input::open(&["-"], options).ok()
}

fn rows(plan: &Plan, input: &Input, threads: usize) -> Option<Vec<Row>> {
    let options = Options { threads, ..Options::default() };
    eval::collect(plan, input, &options).ok().map(|(rows, _)| rows)
}

/// Chunks of any size, one thread or two, with the prefilter and without: the same events.
fn read(data: &[u8], format: Format) {
    let Some(plan) = plan_of("*") else { return };
    let Some(whole) = input(data, Some(format), "none", 1 << 20) else { return };
    let Some(small) = input(data, Some(format), "none", 16) else { return };
    let expected = rows(&plan, &whole, 1);
    assert_eq!(expected, rows(&plan, &small, 2), "in small chunks");
    let Some(filter) = plan_of("a = \"*xy*\" or FileName = openssl* | count()") else { return };
    let Some(mut slow) = plan_of("a = \"*xy*\" or FileName = openssl* | count()") else { return };
    slow.read_everything();
    assert_eq!(rows(&filter, &whole, 1), rows(&slow, &whole, 1), "with the prefilter");
    if format == Format::Ndjson {
        equals_serde_json(data, expected.as_deref().unwrap_or(&[]));
    }
}

/// Each line that serde_json takes as an object is an event, and no other line is.
fn equals_serde_json(data: &[u8], rows: &[Row]) {
    let bytes = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    let is_object = |line: &&[u8]| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        std::str::from_utf8(line)
            .is_ok_and(|line| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).is_ok())
    };
    let objects = bytes.split(|byte| *byte == b'\n').filter(is_object).count();
    // Half of a surrogate pair is a replacement character here and an error there.
    if !bytes.windows(3).any(|three| three.eq_ignore_ascii_case(b"\\ud")) {
        assert_eq!(rows.len(), objects, "events and objects");
    }
}

/// Records of other sensors made into Falcon's events.
fn mapping(data: &[u8]) {
    let Some(plan) = plan_of("*") else { return };
    for map in ["auto", "fdr", "sysmon"] {
        let Some(whole) = input(data, None, map, 1 << 20) else { continue };
        let Some(small) = input(data, None, map, 64) else { continue };
        assert_eq!(rows(&plan, &whole, 1), rows(&plan, &small, 2), "{map}");
    }
}

/// Streams of gzip and zstd, whole and broken.
fn compressed(data: &[u8]) {
    let Some(plan) = plan_of("count()") else { return };
    for magic in [&b""[..], b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"] {
        if let Some(input) = input(&[magic, data].concat(), None, "none", 4096) {
            rows(&plan, &input, 2);
        }
    }
}

/// A regex that the linear engine takes finds the same when the other one is made to run it.
fn regex(data: &[u8]) {
    let (pattern, haystack) = halves(data);
    let haystack: String = haystack.chars().take(300).collect();
    for letters in ["", "i", "m", "d", "g"] {
        let Ok(flags) = Flags::parse(letters) else { continue };
        let Ok(linear) = Regex::new(&pattern, flags) else { continue };
        let found = linear.find_at(&haystack, 0);
        if let Some(literals) = linear.required_literals()
            && let Ok(Some(range)) = &found
        {
            let matched = haystack.get(range.clone()).unwrap_or("");
            assert!(literals.iter().any(|literal| haystack.contains(literal.as_str())), "{literals:?} in {matched:?}");
        }
        // An empty look-ahead holds everywhere, and only the back-tracking engine knows it.
        let Ok(slow) = Regex::new(&format!("(?:{pattern})(?=)"), flags) else { continue };
        if let (Ok(one), Ok(other)) = (found, slow.find_at(&haystack, 0)) {
            assert_eq!(one, other, "/{pattern}/{letters} in {haystack:?}");
        }
    }
}

/// Globs are what dynamic programming over their characters says.
fn glob(data: &[u8]) {
    let (pattern, value) = halves(data);
    let letters: Vec<char> = pattern.chars().take(60).collect();
    let value: Vec<char> = value.chars().take(200).collect();
    let (pattern, text): (String, String) = (letters.iter().collect(), value.iter().collect());
    let mut row = vec![false; value.len() + 1];
    row[0] = true;
    for wanted in &letters {
        let mut next = vec![false; value.len() + 1];
        for place in 0..=value.len() {
            next[place] = match wanted {
                '*' => row[place] || (place > 0 && next[place - 1]),
                _ => place > 0 && row[place - 1] && value[place - 1] == *wanted,
            };
        }
        row = next;
    }
    assert_eq!(Glob::new(&pattern, false).matches(&text), row[value.len()], "{pattern:?} on {text:?}");
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Every function that takes a text apart, over this text.
fn parse_functions(data: &[u8]) {
    let value = text(data);
    let event = format!("{{\"@timestamp\":\"1700000000000\",\"a\":{0},\"@rawstring\":{0}}}", json_text(&value));
    for query in PARSERS {
        if let Some(plan) = plan_of(query) {
            let _ = eval::collect(&plan, &TextSource::new(&event, 1), &Options::default());
        }
    }
}

/// The texts that say how values are written and read.
fn format_strings(data: &[u8]) {
    let (form, value) = halves(data);
    let form = json_text(&form);
    let event = format!("{{\"@timestamp\":\"1700000000000\",\"a\":{},\"n\":\"1700000000000\"}}", json_text(&value));
    for query in [
        format!("x := format({form}, field=[a, n])"),
        format!("x := formatTime({form}, field=n)"),
        format!("parseTimestamp({form}, field=a)"),
        format!("replace({form}, with={form}, field=a)"),
        format!("x := formatDuration(n, from={form})"),
        format!("x := splitString(a, by={form})"),
        format!("unit:convert(n, from={form}, to=s)"),
        format!("t := duration({form})"),
    ] {
        if let Some(plan) = plan_of(&query) {
            let _ = eval::collect(&plan, &TextSource::new(&event, 1), &Options::default());
        }
    }
}

/// Partial states of aggregates, one for each event, shipped and merged, against one state for all.
fn merge(data: &[u8]) {
    let events = text(data);
    for query in AGGREGATES {
        let Some(plan) = plan_of(query) else { continue };
        let run = |grain, options: &Options<'_>| {
            eval::collect(&plan, &TextSource::new(&events, grain), options).map(|(rows, _)| rows).ok()
        };
        let whole = run(usize::MAX, &Options { threads: 1, ..Options::default() });
        let merged = run(1, &Options { threads: 2, ship_states: true, ..Options::default() });
        assert_eq!(whole, merged, "{query}");
    }
}

const RECORDS: &str = r##"{"@timestamp":"1700000000000","a":"1","b":"x y=2","FileName":"openssl.exe","list":["p","q"],"o":{"k":"v"}}
{"@timestamp":"1700000060000","a":"-2.5e3","b":"","FileName":"CMD.EXE","ip":"10.0.0.1","#event_simpleName":"ProcessRollup2"}"##;

const PARSERS: &[&str] = &[
    "parseJson(a)",
    "parseJson(a, prefix=\"p.\", handleNull=keep)",
    "parseXml(a)",
    "xml:prettyPrint(a)",
    "json:prettyPrint(a)",
    "kvParse(a)",
    "kvParse(a, override=true, separator=\":\", separatorPadding=none)",
    "parseCsv(a, columns=[x, y, z])",
    "parseCEF(a)",
    "parseLEEF(a)",
    "parseUrl(a)",
    "parseUri(a)",
    "parseHexString(a)",
    "parseInt(a, radix=16)",
    "parseFixedWidth(a, columns=[x, y], widths=[2, 3])",
    "parseTimestamp(field=a)",
    "findTimestamp(field=a)",
    "splitString(a, by=\",\")",
    "base64Decode(a)",
    "urlDecode(a)",
    "stripAnsiCodes(a)",
    "regex(\"(?<x>\\\\w+)=(?<y>\\\\S*)\", field=a, repeat=true)",
    "shannonEntropy(a)",
    "cidr(a, subnet=\"10.0.0.0/8\")",
    "subnet(a, bits=8)",
    "text:substring(a, begin=1, end=3)",
    "text:trim(a)",
    "upper(a) | lower(a)",
    "tokenHash(a)",
];

/// Whose figures are exact in any order of adding.
const AGGREGATES: &[&str] = &[
    "count()",
    "groupBy(FileName, function=[count(), collect(a), selectLast([b])])",
    "sort(a, limit=3)",
    "head(2)",
    "tail(2)",
    "top(FileName)",
    "timeChart(FileName, span=1s)",
    "[min(a), max(a), count(b, distinct=true)]",
    "table([a, FileName], sortby=a)",
];

fn lines_of(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn queries() -> Vec<Vec<u8>> {
    let mut seeds = lines_of(&[include_str!("../../queries/t1587_003.logscale")]);
    let examples = FUNCTIONS.iter().flat_map(|function| function.examples);
    seeds.extend(examples.map(|example| example.query.as_bytes().to_vec()));
    seeds
}

fn records() -> Vec<Vec<u8>> {
    let more =
        "{\"a\":\"\\u0041xy\\\"\",\"a\":[1,2.50,{\"b\":null}],\"c\":{}}\r\n\n{\"FileName\" : \"openssl\"}\nbroken";
    let examples = FUNCTIONS.iter().flat_map(|function| function.examples);
    let mut seeds: Vec<Vec<u8>> = examples.map(|example| example.input.as_bytes().to_vec()).collect();
    seeds.extend(lines_of(&[RECORDS, more, include_str!("../../examples/t1587_003.ndjson")]));
    seeds
}

fn documents() -> Vec<Vec<u8>> {
    let mut seeds = lines_of(&[
        "[{\"a\":\"xy\"},{\"b\":[1]}]",
        "{\"events\":[{\"a\":1}]}",
        "{\"Records\":[{\"eventName\":\"x\"}]}",
        include_str!("../../examples/sysmon.json"),
    ]);
    seeds.extend(records());
    seeds
}

fn tables() -> Vec<Vec<u8>> {
    lines_of(&[
        "a,b,FileName\n1,\"x\"\"y\",openssl\n\"two\nlines\",,\n",
        "\u{feff}a;b\r\n1;2\r\n",
        "@timestamp,a\n1700000000000,xy\n",
    ])
}

fn audit() -> Vec<Vec<u8>> {
    lines_of(&[concat!(
        "type=SYSCALL msg=audit(1763990576.271:8801): arch=c000003e syscall=59 success=yes exit=0 ppid=1 pid=2 comm=\"openssl\" exe=\"/usr/bin/openssl\"\n",
        "type=EXECVE msg=audit(1763990576.271:8801): argc=2 a0=\"openssl\" a1=2F434E3D41\n",
        "type=CWD msg=audit(1763990576.271:8801): cwd=\"/root\"\n",
        "type=PROCTITLE msg=audit(1763990576.271:8801): proctitle=6F70656E\ntype=EOE msg=audit(1763990576.271:8801): \n"
    )])
}

fn event_logs() -> Vec<Vec<u8>> {
    let mut head = b"ElfFile\0".to_vec();
    head.extend([0; 16]);
    head.extend(1_u64.to_le_bytes());
    head.extend(128_u32.to_le_bytes());
    head.extend([1, 0, 3, 0, 0, 16, 1, 0]);
    head.resize(4096, 0);
    let mut chunk = head.clone();
    chunk.extend(b"ElfChnk\0");
    chunk.resize(4096 + 65_536, 0);
    vec![head, chunk]
}

fn archives() -> Vec<Vec<u8>> {
    use std::io::Write;
    let mut archive = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let written = archive.write_all(RECORDS.as_bytes());
    let gzip = archive.finish().unwrap_or_default();
    assert!(written.is_ok());
    let zstd = zstd::encode_all(RECORDS.as_bytes(), 1).unwrap_or_default();
    vec![gzip.get(3..).unwrap_or(&[]).to_vec(), zstd.get(4..).unwrap_or(&[]).to_vec(), gzip, zstd]
}

fn regexes() -> Vec<Vec<u8>> {
    lines_of(&[
        "(?i)openssl(\\.exe)?|makecert\\.exe\nC:\\Tools\\OpenSSL.exe",
        "^a.*b$\nacb\na\u{2028}b\r\n",
        "^$\na\u{fffd}b\r\nc\u{c}\r\n",
        "(?<x>\\w+)=(?:\\S|\\s)*?\nkey=value",
        "[^a-z\\d&&[e]]{2,3}+\nABé\u{1f600}",
        "\\bfoo\\B|\\p{L}\\Q.*\\E\nfoobar .*",
        "a*b*c\naXbYcZ",
    ])
}

fn texts() -> Vec<Vec<u8>> {
    lines_of(&[
        "{\"x\":[1,{\"y\":null}],\"z\":\"s\"}",
        "<a><b c='d'>e</b><!-- f --><![CDATA[g]]></a>",
        "k1=v1 k2=\"v 2\" k3='x' k4=",
        "CEF:0|v|p|1|id|name|5|src=10.0.0.1 msg=a\\=b",
        "LEEF:2.0|v|p|1|id|^|src=10.0.0.1^cat=x",
        "https://u:p@example.org:8080/a/b?q=1&r=%20#top",
        "2026-03-01T12:00:00.123+01:00 host app[1]: text",
        "aGVsbG8=",
        "%41%zz+",
        "\u{1b}[31mred\u{1b}[0m",
        "a,\"b\"\"c\",\nd",
    ])
}

fn formats() -> Vec<Vec<u8>> {
    lines_of(&[
        "%s-%05d|%-10.3f|%x%%\n42",
        "%Y-%m-%dT%H:%M:%S.%L%z\n2026-03-01",
        "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX\n2026-03-01T12:00:00.5Z",
        "1h30m\n5",
        "(\\d)(?<x>.)\na1b2",
    ])
}
