//! The program from outside: exit codes, messages, formats, input of every shape, broken input.

#![allow(clippy::unwrap_used)]

mod program;

use std::io::Write;
use std::process::Command;

use program::{err, folder_of_bytes, offscale, out, with_stdin};

#[test]
fn input_of_every_shape_gives_the_same_rows() {
    let gz = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let two_members = [gz("{\"a\":\"1\",\"b\":\"x\"}\n"), gz("{\"a\":\"2\",\"b\":\"y\"}\n")].concat();
    let zstd = zstd::encode_all("{\"a\":\"1\",\"b\":\"x\"}\n{\"a\":\"2\",\"b\":\"y\"}\n".as_bytes(), 1).unwrap();
    let files: &[(&str, &[u8])] = &[
        ("lines.ndjson", b"{\"a\":\"1\",\"b\":\"x\"}\n{\"a\":\"2\",\"b\":\"y\"}\n"),
        ("no_last_line_end.ndjson", b"{\"a\":\"1\",\"b\":\"x\"}\n{\"a\":\"2\",\"b\":\"y\"}"),
        ("bom_crlf.ndjson", b"\xef\xbb\xbf{\"a\":\"1\",\"b\":\"x\"}\r\n{\"a\":\"2\",\"b\":\"y\"}\r\n"),
        ("array.json", b"[{\"a\":\"1\",\"b\":\"x\"},\n{\"a\":\"2\",\"b\":\"y\"}]"),
        ("events.json", b"{\"done\":true,\"events\":[{\"a\":\"1\",\"b\":\"x\"},{\"a\":\"2\",\"b\":\"y\"}]}"),
        ("records.json", b"{\"Records\":[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]}"),
        ("table.csv", b"\xef\xbb\xbfa,b\r\n1,x\r\n2,y\r\n"),
        ("table.tsv", b"a\tb\n1\tx\n2\ty\n"),
        ("two_members.gz", &two_members),
        ("frame.zst", &zstd),
    ];
    let folder = folder_of_bytes(files);
    for (name, _) in files {
        let output = offscale(folder.path(), &["run", "-q", "a=* | select([a, b])", name]);
        assert_eq!(out(&output), "{\"a\":\"1\",\"b\":\"x\"}\n{\"a\":\"2\",\"b\":\"y\"}\n", "{name}: {}", err(&output));
        assert_eq!(output.status.code(), Some(0), "{name}");
    }
    let all = offscale(folder.path(), &["run", "-q", "a=* | count()", "."]);
    assert_eq!(out(&all), "{\"_count\":\"20\"}\n", "a folder is all its files: {}", err(&all));
    let some = offscale(folder.path(), &["run", "-q", "a=* | count()", "*.json"]);
    assert_eq!(out(&some), "{\"_count\":\"6\"}\n", "a pattern is the files it fits: {}", err(&some));
    let stdin = with_stdin(folder.path(), &["run", "-q", "a=2", "-"], files[0].1);
    assert_eq!(out(&stdin), "{\"a\":\"2\",\"b\":\"y\"}\n");
}

#[test]
fn bad_lines_are_counted_and_shown_and_cost_nothing_else() {
    let mut text = b"{\"a\":\"1\"}\nnot json\n[1,2]\n{\"a\":\"\xff\"}\n".to_vec();
    text.extend_from_slice(format!("{{\"a\":\"2\",\"long\":\"{}\"}}\n", "x".repeat(10 << 20)).as_bytes());
    text.extend_from_slice(b"{\"a\":\"3\"}\n{\"a\":\"cut");
    let folder = folder_of_bytes(&[("mixed.ndjson", &text)]);
    let arguments = ["run", "--input-format", "ndjson", "-q", "a=* | select([a])", "mixed.ndjson"];
    let output = offscale(folder.path(), &arguments);
    assert_eq!(out(&output), "{\"a\":\"1\"}\n{\"a\":\"2\"}\n{\"a\":\"3\"}\n");
    assert_eq!(output.status.code(), Some(0));
    let message = err(&output);
    assert!(message.contains("4 records could not be read"), "{message}");
    for line in [2, 3, 4, 7] {
        assert!(message.contains(&format!("mixed.ndjson:{line}: ")), "{message}");
    }
    let strict = offscale(folder.path(), &[&arguments[..], &["--strict"]].concat());
    assert_eq!(strict.status.code(), Some(3));
}

#[test]
fn what_breaks_behind_the_fields_that_the_query_reads_is_no_event() {
    let folder =
        folder_of_bytes(&[("tail.ndjson", b"{\"a\":\"1\",\"b\":\"x\"}\n{\"a\":\"2\",\"b\": n/a\"}\n{\"a\":\"3\"}\n")]);
    for (query, expected) in [
        ("*", "{\"a\":\"1\",\"b\":\"x\"}\n{\"a\":\"3\"}\n"),
        ("a=* | c := a", "{\"a\":\"1\",\"b\":\"x\",\"c\":\"1\"}\n{\"a\":\"3\",\"c\":\"3\"}\n"),
        ("sort(a)", "{\"a\":\"3\"}\n{\"a\":\"1\",\"b\":\"x\"}\n"),
        ("tail(5) | count()", "{\"_count\":\"2\"}\n"),
    ] {
        let output = offscale(folder.path(), &["run", "-q", query, "tail.ndjson"]);
        assert_eq!(out(&output), expected, "{query}");
        assert!(err(&output).contains("tail.ndjson:2: "), "{query}: {}", err(&output));
    }
    let output = offscale(folder.path(), &["run", "-q", "*", "tail.ndjson", "--format", "json"]);
    assert!(
        out(&output)
            .contains("{\"code\":\"lines-skipped\",\"message\":\"1 record could not be read\\n  tail.ndjson:2: "),
        "{}",
        out(&output)
    );
    for (format, lines) in [("csv", 3), ("json", 8), ("table", 6)] {
        let output = offscale(folder.path(), &["run", "-q", "*", "tail.ndjson", "--format", format]);
        assert!(!out(&output).contains("\"2\"") && !out(&output).contains("\n2,"), "{format}: {}", out(&output));
        assert!(out(&output).lines().count() <= lines, "{format}: {}", out(&output));
    }
}

#[test]
fn more_than_five_bad_lines_are_summed_up() {
    let folder = folder_of_bytes(&[
        ("bad.ndjson", "{\"a\":1}\n".to_owned().into_bytes().as_slice()),
        ("x/bad.ndjson", &[b"{}\n".as_slice(), b"oops\n".repeat(9).as_slice()].concat()),
    ]);
    let output = offscale(folder.path(), &["run", "-q", "count()", "x"]);
    assert!(err(&output).contains("9 records could not be read"), "{}", err(&output));
    assert!(err(&output).contains("and 4 more"), "{}", err(&output));
}

#[test]
fn missing_empty_and_eventless_input_is_said() {
    let folder = folder_of_bytes(&[("empty.ndjson", b""), ("hollow/.hidden", b"x")]);
    let missing = offscale(folder.path(), &["run", "-q", "a=1", "nosuch.ndjson"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("nosuch.ndjson"), "{}", err(&missing));
    let empty = offscale(folder.path(), &["run", "-q", "count()", "empty.ndjson"]);
    assert_eq!(empty.status.code(), Some(0));
    assert_eq!(out(&empty), "{\"_count\":\"0\"}\n");
    assert!(err(&empty).contains("empty.ndjson"), "{}", err(&empty));
    let hollow = offscale(folder.path(), &["run", "-q", "count()", "hollow"]);
    assert!(err(&hollow).contains("hollow"), "{}", err(&hollow));
    let none = offscale(folder.path(), &["run", "-q", "count()"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("no events"), "{}", err(&none));
}

#[test]
fn exit_codes_say_how_it_ended() {
    let folder =
        folder_of_bytes(&[("e.ndjson", b"{\"a\":\"1\"}\n"), ("good.logscale", b"a = 1"), ("bad.logscale", b"a = (")]);
    let code = |arguments: &[&str]| offscale(folder.path(), arguments).status.code().unwrap();
    assert_eq!(code(&["run", "-q", "a=1", "e.ndjson", "--fail-if-any"]), 1);
    assert_eq!(code(&["run", "-q", "a=2", "e.ndjson", "--fail-if-any"]), 0);
    assert_eq!(code(&["run", "-q", "a=2", "e.ndjson", "--fail-if-empty"]), 1);
    assert_eq!(code(&["run", "-q", "a=1 |", "e.ndjson"]), 0);
    assert_eq!(code(&["run", "-q", "gruopBy(a)", "e.ndjson"]), 2);
    assert_eq!(code(&["run", "--nosuch"]), 2);
    assert_eq!(code(&["check", "good.logscale"]), 0);
    assert_eq!(code(&["check", "bad.logscale"]), 1);
    assert_eq!(code(&["check", "nosuch.logscale"]), 2);
    assert_eq!(code(&["run", "-q", "a=1", "e.ndjson", "--max-memory", "1k"]), 4);
    assert_eq!(code(&["--help"]), 0);
    assert_eq!(code(&["functions", "groupby"]), 0);
    assert_eq!(code(&["errors", "missing-bar"]), 0);
}

#[test]
fn what_depends_on_the_place_is_an_error_for_run_and_a_warning_for_check() {
    let folder = folder_of_bytes(&[("e.ndjson", b"{\"a\":\"1\"}\n")]);
    for query in ["$nosuch()", "a = ?p", "match(file=\"nosuch.csv\", field=a)"] {
        let run = offscale(folder.path(), &["run", "-q", query, "e.ndjson"]);
        assert_eq!(run.status.code(), Some(2), "{query}: {}", err(&run));
        let check = offscale(folder.path(), &["check", "-q", query]);
        assert_eq!(check.status.code(), Some(0), "{query}: {}", out(&check));
        assert!(out(&check).contains("warning["), "{query}: {}", out(&check));
    }
}

#[test]
fn check_writes_one_json_object_for_each_finding() {
    let folder = folder_of_bytes(&[("q.logscale", b"a = 1\n| gruopBy(a)\n| sort(a, order=up)\n")]);
    let output = offscale(folder.path(), &["check", "--allow", "all", "--format", "json", "q.logscale"]);
    let findings: Vec<serde_json::Value> =
        out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(findings.len(), 2, "{}", out(&output));
    let first = &findings[0];
    assert_eq!(first["file"], "q.logscale");
    assert_eq!(first["code"], "unknown-function");
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &3.into()));
    assert_eq!(first["span"]["start"], 8);
    assert!(first["fixes"][0]["edits"][0]["text"] == "groupBy", "{first}");
    assert_eq!(findings[1]["code"], "argument-value");
}

#[test]
fn parameters_lookups_and_saved_queries_reach_the_query() {
    let folder = folder_of_bytes(&[
        ("e.ndjson", b"{\"host\":\"db\"}\n{\"host\":\"web\"}\n"),
        ("owners.csv", b"host,owner\ndb,kim\n"),
        ("lib/acme/net/byhost.logscale", b"host = ?host"),
    ]);
    let run = |arguments: &[&str]| {
        let output = offscale(folder.path(), &[&["run"], arguments, &["e.ndjson"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output).to_owned()
    };
    assert_eq!(run(&["-q", "host = ?h", "--param", "h=db"]), "{\"host\":\"db\"}\n");
    assert_eq!(
        run(&["-q", "in(host, values=?h) | count()", "--param", "h=db", "--param", "h=web"]),
        "{\"_count\":\"2\"}\n"
    );
    let joined = "{\"host\":\"db\",\"owner\":\"kim\"}\n";
    assert_eq!(run(&["-q", "match(file=\"owners.csv\", field=host)", "--lookups", "."]), joined);
    assert_eq!(run(&["-q", "match(file=\"o\", field=host)", "--lookup", "o=owners.csv"]), joined);
    assert_eq!(run(&["-q", "$acme/net:byhost(host=\"web\")", "--library", "lib"]), "{\"host\":\"web\"}\n");
}

#[test]
fn threads_do_not_change_a_byte() {
    let lines: String = (0..50_000)
        .map(|number| {
            format!("{{\"n\":\"{}\",\"x\":\"{}.{}\",\"k\":\"{}\"}}\n", number, number % 7, number % 1000, number % 997)
        })
        .collect();
    let folder = folder_of_bytes(&[("e.ndjson", lines.as_bytes())]);
    for query in ["x > 3", "groupBy(k, function=[sum(x), avg(x), count()])", "sort(x, limit=50)", "x > 6 | tail(20)"] {
        let run = |threads: &str| {
            out(&offscale(folder.path(), &["run", "-q", query, "e.ndjson", "--threads", threads])).to_owned()
        };
        let one = run("1");
        assert!(!one.is_empty(), "{query}");
        assert_eq!(one, run("3"), "{query}");
    }
}

#[test]
fn a_closed_pipe_is_a_success() {
    let lines = "{\"a\":\"1\"}\n".repeat(200_000);
    let folder = folder_of_bytes(&[("e.ndjson", lines.as_bytes())]);
    let command = format!("'{}' run -q 'a=1' e.ndjson 2>err.txt; echo $? >code.txt", env!("CARGO_BIN_EXE_offscale"));
    let status = Command::new("sh")
        .args(["-c", &format!("({command}) | head -1 >/dev/null")])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(std::fs::read_to_string(folder.path().join("code.txt")).unwrap().trim(), "0");
}

#[test]
fn every_format_writes_the_same_rows() {
    let folder = folder_of_bytes(&[("e.ndjson", "{\"name\":\"K\u{fc}rzel \u{8b49}\",\"n\":\"1\"}\n".as_bytes())]);
    let run = |format: &str| {
        let output = offscale(folder.path(), &["run", "-q", "select([n, name])", "e.ndjson", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output).to_owned()
    };
    assert_eq!(run("csv"), "n,name\n1,K\u{fc}rzel \u{8b49}\n");
    assert_eq!(run("tsv"), "n\tname\n1\tK\u{fc}rzel \u{8b49}\n");
    assert!(run("markdown").starts_with("| n | name |"), "{}", run("markdown"));
    assert!(run("chart").starts_with("n by name\nK\u{fc}rzel \u{8b49} \u{2588}"), "{}", run("chart"));
    let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(json["events"][0]["n"], "1");
    assert!(run("table").contains("K\u{fc}rzel \u{8b49}"));
}

#[test]
fn a_run_ends_at_its_timeout_with_what_it_has() {
    let folder = folder_of_bytes(&[("events.ndjson", b"{\"a\":\"1\"}\n".repeat(100_000).as_slice())]);
    let output = offscale(folder.path(), &["run", "-q", "count()", "events.ndjson", "--timeout", "0s"]);
    assert_eq!(output.status.code(), Some(4), "{}", err(&output));
    assert!(
        err(&output).contains("limit of --timeout after ") && err(&output).contains("the result is partial"),
        "{}",
        err(&output)
    );
    assert!(out(&output).starts_with("{\"_count\":"), "{}", out(&output));
    let output = offscale(folder.path(), &["run", "-q", "count()", "events.ndjson", "--timeout", "1m"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(out(&output), "{\"_count\":\"100000\"}\n");
}
